import type { StepView } from '#lib/runs/schema.ts'

const tokens = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** "1.2K" */
export function formatTokens(count: number): string {
  return tokens.format(count)
}

/** Millionths of a dollar: "$0.0012", "$1.30", "free". */
export function formatCost(micros: number): string {
  if (micros === 0) return 'free'
  const dollars = micros / 1_000_000
  if (dollars >= 0.1) return `$${dollars.toFixed(2)}`
  return `$${dollars.toPrecision(2).replace(/0+$/, '')}`
}

/** "0.4 s", "12 s", "3 min 5 s" */
export function formatDuration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

export interface RunAmounts {
  inputTokens: number
  outputTokens: number
  /** Null: the price of a step is not known. */
  costMicros: number | null
}

/** What the steps of a run took together; null while nothing is known. */
export function amountsOf(steps: readonly StepView[]): RunAmounts | null {
  const used = steps.flatMap(({ usage }) => (usage ? [usage] : []))
  if (used.length === 0) return null
  return used.reduce<RunAmounts>(
    (sum, usage) => ({
      inputTokens: sum.inputTokens + usage.inputTokens,
      outputTokens: sum.outputTokens + usage.outputTokens,
      costMicros: sum.costMicros === null || usage.costMicros === null ? null : sum.costMicros + usage.costMicros,
    }),
    { inputTokens: 0, outputTokens: 0, costMicros: 0 },
  )
}
