import type { RunTrace } from '#lib/traces/schema.ts'

/** What a run's own steps took together. */
export function sumOf({ steps, forkedFrom }: Pick<RunTrace, 'steps' | 'forkedFrom'>) {
  // What was copied from another run was paid for there.
  const own = steps.slice(forkedFrom?.steps ?? 0)
  const usages = own.flatMap(({ usage }) => (usage ? [usage] : []))
  const sum = (of: (usage: (typeof usages)[number]) => number) => usages.reduce((total, usage) => total + of(usage), 0)
  return {
    inputTokens: sum(({ inputTokens }) => inputTokens),
    cachedInputTokens: sum(({ cachedInputTokens }) => cachedInputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    /** Null: the price of a step is not known. */
    costMicros: usages.some(({ costMicros }) => costMicros === null) ? null : sum(({ costMicros }) => costMicros ?? 0),
    calls: steps.reduce((total, { toolCalls }) => total + toolCalls.length, 0),
  }
}
