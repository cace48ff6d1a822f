'use client'

import { CirclePause, OctagonX } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Notice } from '#components/ui/notice.tsx'
import type { RunError } from '#lib/stream/events.ts'

const DOLLARS = { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 6 } as const

type ReachedBudget = NonNullable<RunError['budget']>

/** Which budget a run waits for, and who can do something about it. */
export function useBudgetWords(): (budget: ReachedBudget) => { reached: string; onwards: string } {
  const t = useTranslations('errors.run.budget')
  const format = useFormatter()
  return ({ level, period, unit, limit }) => {
    const amount = unit === 'money' ? format.number(limit / 1_000_000, DOLLARS) : t('tokens', { count: limit })
    return { reached: t(`reached.${level}.${period}`, { limit: amount }), onwards: t(`then.${period}`) }
  }
}

interface BudgetNoticeProps {
  /** Null: the thread is shared, and its workspace's settings are not. */
  workspaceId: string | null
  agentId: string
  budget: ReachedBudget
}

/** Why a run pauses, with the way to what it waits for. */
export function BudgetNotice({ workspaceId, agentId, budget }: BudgetNoticeProps) {
  const t = useTranslations('errors.run.budget')
  const { reached, onwards } = useBudgetWords()(budget)
  const paths = workspaceId === null ? null : workspacePaths(workspaceId)
  const href = budget.level === 'agent' ? `${paths?.agent(agentId)}#budget` : paths?.budgets
  return (
    <Notice tone="warning" icon={CirclePause}>
      <p className="font-medium">{t('title')}</p>
      <p>
        {reached} {onwards}
      </p>
      {paths && href && <Link href={href}>{t('see')}</Link>}
    </Notice>
  )
}

/** A run that somebody stopped together with its agent, workspace or organisation. */
export function StoppedNotice() {
  const t = useTranslations('errors.run.stopped')
  return (
    <Notice tone="warning" icon={OctagonX}>
      <p className="font-medium">{t('title')}</p>
      <p>{t('detail')}</p>
    </Notice>
  )
}
