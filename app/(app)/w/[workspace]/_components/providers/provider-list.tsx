'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { type ProviderView, providerKinds } from '#lib/providers/schema.ts'
import { askForModels, forgetProvider } from './actions.ts'
import { EditProvider } from './edit-provider.tsx'

interface ProviderListProps {
  workspaceId: string
  providers: ProviderView[]
  /** Names of the agents that hold keys of their own. */
  agentNames: Record<string, string>
  mayChange: boolean
}

export function ProviderList({ workspaceId, providers, agentNames, mayChange }: ProviderListProps) {
  const t = useTranslations('providers')
  return (
    <ul className="divide-y rounded-xl border bg-raised shadow-raised">
      {providers.map((provider) => (
        <ProviderRow
          key={provider.id}
          workspaceId={workspaceId}
          provider={provider}
          agentName={provider.agentId ? (agentNames[provider.agentId] ?? t('removedAgent')) : null}
          mayChange={mayChange}
        />
      ))}
    </ul>
  )
}

interface ProviderRowProps {
  workspaceId: string
  provider: ProviderView
  agentName: string | null
  mayChange: boolean
}

function ProviderRow({ workspaceId, provider, agentName, mayChange }: ProviderRowProps) {
  const t = useTranslations('providers')
  const { id: providerId, kind, name, baseUrl, keyHint } = provider
  const [works, setWorks] = useState<string>()
  const report = useCallback(({ models }: { models: unknown[] }) => setWorks(t('works', { count: models.length })), [t])
  const test = useSubmit(askForModels, report)
  const forget = useCallback(() => forgetProvider({ workspaceId, providerId }), [workspaceId, providerId])
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Avatar name={name} className="rounded-lg" />
      <div className="min-w-40 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{name}</span>
          {agentName && <Badge>{t('only', { name: agentName })}</Badge>}
        </p>
        <p className="truncate text-muted-foreground text-sm">
          {[
            providerKinds[kind].label,
            baseUrl && new URL(baseUrl).host,
            keyHint ? t('keyHint', { hint: keyHint }) : t('noKey'),
          ]
            .filter((part) => part && part !== name)
            .join(' · ')}
        </p>
      </div>
      {mayChange && (
        <>
          <Button size="sm" pending={test.pending} onClick={() => test.submit({ workspaceId, providerId })}>
            {t('test')}
          </Button>
          <EditProvider workspaceId={workspaceId} provider={provider} onSaved={() => setWorks(undefined)} />
          <ConfirmDialog
            trigger={
              <Button variant="danger-ghost" size="sm">
                {t('removeMore')}
              </Button>
            }
            title={t('removeQuestion', { name })}
            consequences={[t('keyForgotten'), t('agentsGoOn')]}
            confirmLabel={t('removeName', { name })}
            action={forget}
            onDone={() => toast.success(t('removed', { name }))}
          />
        </>
      )}
      <p role="status" className="w-full text-sm empty:hidden">
        {test.error ? (
          <span className="text-danger">{test.error.message}</span>
        ) : (
          works && (
            <span className="flex items-center gap-1.5 text-success">
              <CircleCheck aria-hidden className="size-4" />
              {works}
            </span>
          )
        )}
      </p>
    </li>
  )
}
