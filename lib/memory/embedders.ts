import type { ProviderCredentials } from '#lib/providers/credentials.ts'
import { LEXICAL_DIMENSION, LEXICAL_EMBEDDER, lexicalEmbedding } from './lexical-embedder.ts'
import { embedByProvider } from './provider-embedder.ts'
import { type EmbedderChoice, LEXICAL } from './schema.ts'

/** An embedder as vectors name it. Vectors of two of them are never compared. */
export interface EmbedderRef {
  embedder: string
  dimension: number
}

export const lexical: EmbedderRef = { embedder: LEXICAL_EMBEDDER, dimension: LEXICAL_DIMENSION }

/** The model's dimension is part of the name: a model that changes it is another one. */
export function providerEmbedder(providerId: string, model: string, dimension: number): EmbedderRef {
  return { embedder: `provider ${providerId} ${dimension} ${model}`, dimension }
}

/** What people chose, read from the name. */
export function choiceOf({ embedder }: EmbedderRef): EmbedderChoice {
  const [, providerId, model] = /^provider (\S+) \d+ (.+)$/s.exec(embedder) ?? []
  if (!providerId || !model) return { kind: LEXICAL }
  return { kind: 'provider', providerId, model }
}

export function isLexical({ embedder }: EmbedderRef): boolean {
  return embedder === LEXICAL_EMBEDDER
}

/**
 * Vectors of texts, each of length 1. With a provider's embedder this is the network: never inside a transaction.
 * @param provider the one that the embedder names; null: it is gone
 * @throws AppError `unavailable`
 */
export async function embed(
  ref: EmbedderRef,
  texts: readonly string[],
  provider: ProviderCredentials | null,
  timeoutMs: number,
): Promise<number[][]> {
  if (isLexical(ref)) return texts.map(lexicalEmbedding)
  const choice = choiceOf(ref)
  if (choice.kind === LEXICAL) throw new Error(`"${ref.embedder}" is no embedder.`)
  return embedByProvider(provider, choice.model, texts, { dimension: ref.dimension, timeoutMs })
}

/** As PostgreSQL reads a vector. */
export function toVector(point: readonly number[]): string {
  return `[${point.map((value) => value.toPrecision(5)).join(',')}]`
}
