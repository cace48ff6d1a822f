'use client'

import { useTranslations } from 'next-intl'
import { useShell } from '#components/shell/shell-context.ts'
import { Badge } from '#components/ui/badge.tsx'

/** A badge while the agent has something to do, live. */
export function AtWork({ agentId }: { agentId: string }) {
  const t = useTranslations('agents')
  const { threads } = useShell()
  if (!threads.some((thread) => thread.live && thread.agentId === agentId)) return null
  return (
    <Badge tone="agent">
      <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-agent-solid" />
      {t('atWork')}
    </Badge>
  )
}
