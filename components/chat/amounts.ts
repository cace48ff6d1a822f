import { type createFormatter, useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { StepView } from '#lib/runs/schema.ts'

type Format = Pick<ReturnType<typeof createFormatter>, 'number'>

/** "1.2K" */
export function formatTokens(format: Format, count: number): string {
  return format.number(count, { notation: 'compact', maximumFractionDigits: 1 })
}

/** Millionths of a dollar: "$0.0012", "$1.30". */
export function formatMoney(format: Format, micros: number): string {
  const dollars = micros / 1_000_000
  const currency = { style: 'currency', currency: 'USD' } as const
  if (dollars >= 0.1 || dollars === 0) return format.number(dollars, currency)
  return format.number(dollars, { ...currency, minimumFractionDigits: 0, maximumSignificantDigits: 2 })
}

/** Amounts as people of the reader's language write them. */
export function useAmounts() {
  const format = useFormatter()
  const t = useTranslations('chat')
  return useMemo(() => {
    const seconds = (value: number, fractionDigits: number) =>
      format.number(value, { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits })
    return {
      formatCount: (count: number) => format.number(count),
      formatTokens: (count: number) => formatTokens(format, count),
      formatCost: (micros: number) => (micros === 0 ? t('free') : formatMoney(format, micros)),
      /** "< 0.1 s", "0.4 s", "12 s", "3 min 5 s" */
      formatDuration: (ms: number) => {
        if (ms < 50) return t('seconds', { seconds: `< ${seconds(0.1, 1)}` })
        if (ms < 9_950) return t('seconds', { seconds: seconds(ms / 1000, 1) })
        const whole = Math.round(ms / 1000)
        if (whole < 60) return t('seconds', { seconds: seconds(whole, 0) })
        return t('minutes', { minutes: seconds(Math.floor(whole / 60), 0), seconds: seconds(whole % 60, 0) })
      },
    }
  }, [format, t])
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
