'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { ConnectionView } from '#lib/connections/schema.ts'
import { cutConnection, goToConsent } from './actions.ts'

interface ConnectionRowProps {
  workspaceId: string
  agent: { id: string; name: string }
  service: { id: string; name: string }
  connection: ConnectionView | undefined
  /** Which of the two the row is called by; the other is the list's. */
  title: 'agent' | 'service'
  mayChange: boolean
}

/** An agent and a service: whether the one is connected with the other, as whom, and how to change that. */
export function ConnectionRow({ workspaceId, agent, service, connection, title, mayChange }: ConnectionRowProps) {
  const t = useTranslations('connections')
  const leave = useCallback(({ url }: { url: string }) => location.assign(url), [])
  const { submit, pending, error } = useSubmit(goToConsent, leave)
  const connectionId = connection?.id ?? ''
  const cut = useCallback(() => cutConnection({ workspaceId, connectionId }), [workspaceId, connectionId])
  const names = { agent: agent.name, service: service.name }
  const connect = () => submit({ workspaceId, agentId: agent.id, serviceId: service.id, returnTo: location.pathname })
  const state = connection?.state ?? 'none'
  const tone = { connected: 'success', ended: 'warning', none: 'neutral' } as const
  return (
    <li
      id={title === 'service' ? `connection-${service.id}` : undefined}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 target:bg-hover"
    >
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium">{names[title]}</span>
          <Badge tone={tone[state]}>{t(`states.${state}`)}</Badge>
        </p>
        {connection && <Story connection={connection} />}
        {state === 'ended' && <p className="text-sm">{t('endedHint', names)}</p>}
      </div>
      {mayChange && (
        <div className="flex items-center gap-2 max-sm:basis-full">
          {state !== 'connected' && (
            <Button size="sm" pending={pending} aria-label={t('connectTo', names)} onClick={connect}>
              {t(state === 'ended' ? 'connectAgain' : 'connect')}
            </Button>
          )}
          {connection && (
            <ConfirmDialog
              trigger={
                <Button variant="danger-ghost" size="sm" aria-label={t('disconnectFrom', names)}>
                  {t('disconnect')}
                </Button>
              }
              title={t('disconnectQuestion', names)}
              consequences={[t('tokensForgotten', names), t('othersKeep')]}
              confirmLabel={t('disconnectName', names)}
              action={cut}
              onDone={() => toast.success(t('disconnected', names))}
            />
          )}
        </div>
      )}
      {error && (
        <Notice tone="danger" role="alert" className="basis-full">
          {error.message}
        </Notice>
      )}
    </li>
  )
}

function Story({ connection }: { connection: ConnectionView }) {
  const t = useTranslations('connections')
  const { account, connectedBy, connectedAt, lastUsedAt } = connection
  return (
    <p className="break-words text-muted-foreground text-sm">
      {account && `${t('as', { account })} · `}
      {t.rich('since', { who: connectedBy, date: () => <LocalDate date={connectedAt} /> })} ·{' '}
      {lastUsedAt ? t.rich('used', { date: () => <LocalDate date={lastUsedAt} time /> }) : t('neverUsed')}
    </p>
  )
}
