'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { SecretView } from '#lib/secrets/secret-schema.ts'
import { forgetSecret } from './actions.ts'
import { SecretDialog } from './secret-dialog.tsx'

interface SecretListProps {
  workspaceId: string
  secrets: SecretView[]
  agents: { id: string; name: string }[]
  mayChange: boolean
}

/** Secrets by their names, and what each is for. Never a value. */
export function SecretList({ workspaceId, secrets, agents, mayChange }: SecretListProps) {
  return (
    <ul className="divide-y rounded-xl border bg-raised shadow-raised">
      {secrets.map((secret) => (
        <SecretRow key={secret.id} workspaceId={workspaceId} secret={secret} agents={agents} mayChange={mayChange} />
      ))}
    </ul>
  )
}

type SecretRowProps = Omit<SecretListProps, 'secrets'> & { secret: SecretView }

function SecretRow({ workspaceId, secret, agents, mayChange }: SecretRowProps) {
  const t = useTranslations('secrets')
  const { id: secretId, name, description, hosts, tools, version, enteredAt, enteredBy, lastUsedAt } = secret
  const agent = agents.find(({ id }) => id === secret.agentId)
  const forget = useCallback(() => forgetSecret({ workspaceId, secretId }), [workspaceId, secretId])
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium font-mono text-sm">{name}</span>
          {secret.agentId && <Badge>{t('only', { name: agent?.name ?? '…' })}</Badge>}
          {hosts.length === 0 && <Badge tone="warning">{t('noHosts')}</Badge>}
        </p>
        {description && <p className="text-sm">{description}</p>}
        <p className="break-words text-muted-foreground text-sm">
          {[hosts.join(', '), tools.length > 0 && t('onlyTools', { tools: tools.join(', ') })]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="text-muted-foreground text-sm">
          {t('version', { version })} ·{' '}
          {t.rich('entered', { who: enteredBy, date: () => <LocalDate date={enteredAt} /> })} ·{' '}
          {lastUsedAt ? t.rich('used', { date: () => <LocalDate date={lastUsedAt} time /> }) : t('neverUsed')}
        </p>
      </div>
      {mayChange && (
        <>
          <SecretDialog
            workspaceId={workspaceId}
            agents={agents}
            secret={secret}
            trigger={<Button size="sm">{t('edit')}</Button>}
          />
          <ConfirmDialog
            trigger={
              <Button variant="danger-ghost" size="sm">
                {t('remove')}
              </Button>
            }
            title={t('removeQuestion', { name })}
            consequences={[t('valueForgotten'), t('agentsLoseIt')]}
            confirmLabel={t('removeName', { name })}
            action={forget}
            onDone={() => toast.success(t('removed', { name }))}
          />
        </>
      )}
    </li>
  )
}
