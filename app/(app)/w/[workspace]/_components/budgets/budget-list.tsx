'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { formatMoney, formatTokens } from '#components/chat/amounts.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Meter } from '#components/ui/meter.tsx'
import type { BudgetPeriod, BudgetView } from '#lib/budgets/schema.ts'
import type { BudgetPlace } from './actions.ts'
import { BudgetDialog } from './budget-dialog.tsx'

interface BudgetListProps {
  place: BudgetPlace
  /** Of all levels; those of the place are shown. */
  budgets: readonly BudgetView[]
  mayChange: boolean
}

const ORDER: readonly BudgetPeriod[] = ['day', 'month', 'run']

/** The limits of one place, and what is used of them. */
export function BudgetList({ place, budgets, mayChange }: BudgetListProps) {
  const t = useTranslations('budgets')
  return (
    <ul className="divide-y rounded-xl border bg-raised">
      {ORDER.map((period) => {
        const budget = budgets.find((each) => each.level === place.level && each.period === period)
        return (
          <li key={period} className="flex items-start gap-4 p-3 max-sm:flex-col max-sm:gap-3">
            <div className="flex min-w-0 flex-1 flex-col gap-2 max-sm:w-full">
              <h3 className="font-medium">{t(`period.${period}`)}</h3>
              {budget ? <Used budget={budget} /> : <p className="text-muted-foreground text-sm">{t('none')}</p>}
            </div>
            {mayChange && <BudgetDialog place={place} period={period} budget={budget} />}
          </li>
        )
      })}
    </ul>
  )
}

function Used({ budget }: { budget: BudgetView }) {
  const t = useTranslations('budgets')
  const format = useFormatter()
  const { limitMicros, limitTokens, spentMicros, spentTokens, reservedMicros, reservedTokens, renewsAt } = budget
  return (
    <>
      {limitMicros !== null && (
        <Share
          label={t('money')}
          limit={limitMicros}
          spent={spentMicros}
          words={
            spentMicros === null
              ? t('perRunMoney', { limit: formatMoney(format, limitMicros) })
              : t('ofMoney', { spent: formatMoney(format, spentMicros), limit: formatMoney(format, limitMicros) })
          }
          underWay={reservedMicros ? t('underWay', { amount: formatMoney(format, reservedMicros) }) : null}
        />
      )}
      {limitTokens !== null && (
        <Share
          label={t('tokens')}
          limit={limitTokens}
          spent={spentTokens}
          words={
            spentTokens === null
              ? t('perRunTokens', { limit: format.number(limitTokens) })
              : t('ofTokens', { spent: format.number(spentTokens), limit: format.number(limitTokens) })
          }
          underWay={reservedTokens ? t('underWayTokens', { amount: formatTokens(format, reservedTokens) }) : null}
        />
      )}
      {renewsAt && (
        <p className="text-muted-foreground text-sm">
          {t.rich('renews', {
            // By UTC, which is what the budget goes by.
            date: () => (
              <time dateTime={renewsAt}>
                {format.dateTime(new Date(renewsAt), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })} UTC
              </time>
            ),
          })}
        </p>
      )}
    </>
  )
}

interface ShareProps {
  label: string
  limit: number
  /** Null: each run has its own. */
  spent: number | null
  words: string
  underWay: string | null
}

function Share({ label, limit, spent, words, underWay }: ShareProps) {
  const t = useTranslations('budgets')
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm tabular-nums">
        {words}
        {underWay && <span className="text-muted-foreground">{underWay}</span>}
        {spent !== null && spent >= limit && <Badge tone="danger">{t('reached')}</Badge>}
      </p>
      {spent !== null && (
        <Meter label={label} words={words} value={limit === 0 ? 1 : spent} max={limit === 0 ? 1 : limit} />
      )}
    </div>
  )
}
