import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { readAnswer } from '#lib/net/read-answer.ts'
import { fetchFor, openProviderKey, type ProviderCredentials } from '#lib/providers/credentials.ts'
import { providerKinds } from '#lib/providers/schema.ts'
import { toUnit } from './lexical-embedder.ts'

/** What a halfvec can be searched by. */
const MAX_DIMENSION = 4_000
const MAX_ANSWER_BYTES = 32 * 1024 * 1024

const answer = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1).max(MAX_DIMENSION) })),
})

/**
 * Asks an OpenAI-compatible provider for vectors, over the way on which its models are called.
 * @param options.dimension what they must have; left out: whatever the model makes
 * @throws AppError `unavailable`, in words for people
 */
export async function embedByProvider(
  provider: ProviderCredentials | null,
  model: string,
  texts: readonly string[],
  options: { dimension?: number; timeoutMs: number },
): Promise<number[][]> {
  if (!provider) throw unavailable('The provider of the embedder was removed. Choose another embedder.')
  const { kind, baseUrl, name } = provider
  if (kind !== 'openai' && kind !== 'openai_compatible')
    throw unavailable(`${providerKinds[kind].label} offers no embeddings in OpenAI’s format. Choose another provider.`)
  const base = baseUrl ?? providerKinds[kind].defaultBaseUrl
  const apiKey = await openProviderKey(provider)
  const response = await fetchFor(provider)(`${base}/embeddings`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
    signal: AbortSignal.timeout(options.timeoutMs),
  }).catch((error: unknown) => {
    const cause = error instanceof Error ? error.message : ''
    throw unavailable(`${name} was not reached for embeddings. ${cause}`.trim())
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw unavailable(
      `${name} refuses to embed with “${model}” (HTTP ${response.status}). Check the model and the key.`,
    )
  }
  const { data } = answer.safeParse(await jsonOf(response)).data ?? {}
  const found = data?.toSorted((one, other) => one.index - other.index).map(({ embedding }) => embedding)
  const dimension = options.dimension ?? found?.[0]?.length
  const isWhole = found?.length === texts.length && found.every((point) => point.length === dimension)
  if (!found || !isWhole)
    throw unavailable(`${name} answers with something else than embeddings of “${model}”. Choose an embedding model.`)
  return found.map(toUnit)
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return JSON.parse((await readAnswer(response, MAX_ANSWER_BYTES)).bytes.toString('utf8'))
  } catch {
    return null
  }
}

function unavailable(message: string): AppError {
  return new AppError('unavailable', message)
}
