import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import type { StepUsage } from '#lib/stream/events.ts'
import { type PricedModel, toUsage } from '../../engine/models/stream-model.ts'
import type { ChatAnswer } from './answer.ts'

const CHARS_PER_TOKEN = 4

/** What so many characters are, where nobody has counted. */
export function estimateTokens(chars: number): number {
  return Math.ceil(chars / CHARS_PER_TOKEN)
}

/**
 * What the provider says that it was; an estimate where it does not say, or where the code hung up before it could: who
 * leaves early would else have it for nothing. Null: the provider refused, and takes no money for it.
 */
export function usageOf(
  answer: ChatAnswer | null,
  estimatedInput: number,
  priced: PricedModel,
  ended: AbortSignal,
): StepUsage | null {
  if (!answer || (!answer.usage && answer.madeChars === 0 && !ended.aborted)) return null
  const { inputTokens, outputTokens }: Partial<LanguageModelV4Usage> = answer.usage ?? {}
  return toUsage(
    {
      inputTokens: {
        total: inputTokens?.total ?? estimatedInput,
        noCache: inputTokens?.noCache,
        cacheRead: inputTokens?.cacheRead,
        cacheWrite: inputTokens?.cacheWrite,
      },
      outputTokens: {
        total: outputTokens?.total ?? estimateTokens(answer.madeChars),
        text: outputTokens?.text,
        reasoning: outputTokens?.reasoning,
      },
    },
    priced,
  )
}
