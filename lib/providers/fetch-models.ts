import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { AddressRefusedError } from '#lib/net/dial.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { providerWords, withoutSecret } from './provider-words.ts'
import { type ModelInfo, type ProviderKind, providerKinds } from './schema.ts'

export interface ProviderAccess {
  kind: ProviderKind
  baseUrl: string | null
  apiKey: string | null
  fetch: typeof fetch
}

/** What came of asking a provider for its models: the cheapest real use of a key. */
export type ModelsAnswer =
  | { status: 'works'; models: ModelInfo[] }
  /** The provider was reached and does not take the key; `message` holds its own words. */
  | { status: 'refused'; message: string }
  /** No provider was found at the address. */
  | { status: 'unreachable'; message: string }

const TIMEOUT_MS = 15_000
const MAX_BYTES = 8 * 1024 * 1024
const MAX_MODELS = 1000

/** Asks the provider which models it offers. Never throws for what the provider does. */
export async function fetchModels(access: ProviderAccess): Promise<ModelsAnswer> {
  const { kind, apiKey } = access
  const base = access.baseUrl ?? providerKinds[kind].defaultBaseUrl
  try {
    const response = await access.fetch(`${base}/models${queries[kind]}`, {
      headers: { accept: 'application/json', ...credentials(kind, apiKey) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body = await readBounded(response)
    if (response.ok) return { status: 'works', models: parseModels(kind, body) }
    const words = withoutSecret(providerWords(body) ?? `HTTP ${response.status}`, apiKey)
    // Google answers an unknown key with 400.
    const isRefusal = [401, 402, 403].includes(response.status) || /api[ _]key/i.test(words)
    if (isRefusal) return { status: 'refused', message: words }
    return { status: 'unreachable', message: `The address answers "${words}" (HTTP ${response.status}).` }
  } catch (error) {
    return { status: 'unreachable', message: withoutSecret(reasonOf(error), apiKey) }
  }
}

/** @throws AppError `unavailable` unless the answer holds models. */
export function modelsOf(answer: ModelsAnswer): ModelInfo[] {
  if (answer.status === 'works') return answer.models
  const message =
    answer.status === 'refused'
      ? `The provider refuses the key: ${answer.message}`
      : `The provider cannot be reached. ${answer.message}`
  throw new AppError('unavailable', message)
}

const queries: Record<ProviderKind, string> = {
  openai: '',
  anthropic: '?limit=1000',
  google: '?pageSize=1000',
  openai_compatible: '',
}

function credentials(kind: ProviderKind, apiKey: string | null): Record<string, string> {
  if (kind === 'anthropic') return { 'anthropic-version': '2023-06-01', 'x-api-key': apiKey ?? '' }
  if (kind === 'google') return { 'x-goog-api-key': apiKey ?? '' }
  return apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }
}

const tokens = z.number().int().min(1_000).max(100_000_000).nullish().catch(null)
/** What OpenRouter, Groq, vLLM and Mistral call the number of tokens that a model can hold. */
const windowFields = {
  context_length: tokens,
  context_window: tokens,
  max_model_len: tokens,
  max_context_length: tokens,
}

const openaiList = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1).max(200),
      created: z.number().nullish(),
      display_name: z.string().nullish(),
      ...windowFields,
      architecture: z
        .object({ input_modalities: z.array(z.string()) })
        .nullish()
        .catch(null),
    }),
  ),
})
const googleList = z.object({
  models: z
    .array(
      z.object({
        name: z.string().min(1).max(200),
        displayName: z.string().nullish(),
        inputTokenLimit: tokens,
        supportedGenerationMethods: z.array(z.string()).nullish(),
      }),
    )
    .default([]),
})

/** Of OpenAI's own list, which does not tell what a model is for. */
const notForChat = /embedding|whisper|tts|dall-e|moderation|image|audio|realtime|transcribe|sora|davinci|babbage/

function parseModels(kind: ProviderKind, body: string): ModelInfo[] {
  const json: unknown = JSON.parse(body)
  if (kind === 'google') {
    const chat = googleList
      .parse(json)
      .models.filter((each) => each.supportedGenerationMethods?.includes('generateContent') ?? true)
    return chat.slice(0, MAX_MODELS).map(({ name, displayName, inputTokenLimit }) => {
      const id = name.replace(/^models\//, '')
      return { id, name: displayName || id, sees: null, contextTokens: inputTokenLimit ?? null }
    })
  }
  const { data } = openaiList.parse(json)
  const chat = kind === 'openai' ? data.filter(({ id }) => !notForChat.test(id)) : data
  chat.sort((one, other) => (other.created ?? 0) - (one.created ?? 0))
  return chat.slice(0, MAX_MODELS).map((each) => ({
    id: each.id,
    name: each.display_name || each.id,
    sees: each.architecture?.input_modalities.includes('image') ?? null,
    contextTokens: each.context_length ?? each.context_window ?? each.max_model_len ?? each.max_context_length ?? null,
  }))
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BYTES) throw new Error('Its answer is too long for a list of models.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reasonOf(error: unknown): string {
  if (error instanceof AddressRefusedError) return error.message
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return 'What answers there is no list of models: is the address complete? It often ends in /v1.'
  }
  const { name, code, message, cause } = error as Error & { code?: string; cause?: Error & { code?: string } }
  switch (code ?? cause?.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Its host name is not known.'
    case 'ECONNREFUSED':
      return 'Nothing listens at this address.'
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'It did not answer in time.'
    default:
      if (name === 'TimeoutError') return 'It did not answer in time.'
      logger().debug({ error: message, code }, 'a provider could not be asked for its models')
      return message || 'The connection failed.'
  }
}
