'use client'

import { Box, RotateCw, Settings2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { useCallback } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { SandboxOptionsView, SandboxView } from '#lib/containers/schema.ts'
import type { SetupView } from '#lib/sandbox/setup-schema.ts'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'
import { restart } from '../actions.ts'
import { ActivityView } from './activity-view.tsx'
import { ConnectionList } from './connection-list.tsx'
import { ContainerList } from './container-list.tsx'
import { ResetSandbox } from './reset-sandbox.tsx'
import { SetupPanel } from './setup-panel.tsx'
import { TerminalPanel } from './terminal-panel.tsx'
import { useSandboxes } from './use-sandboxes.ts'

interface ContainerViewProps {
  workspaceId: string
  agentId: string
  settings: SandboxSettings
  /** Null: no worker could be asked. */
  initial: SandboxView[] | null
  options: SandboxOptionsView | null
  setup: SetupView
  mayRestart: boolean
  mayAdminister: boolean
}

/** One agent's container: what it is, what it does, and what a person may do with it. */
export function ContainerView(props: ContainerViewProps) {
  const { workspaceId, agentId, settings, options, mayRestart, mayAdminister } = props
  const t = useTranslations('sandbox')
  const format = useFormatter()
  const { sandboxes, isAway, reload } = useSandboxes(workspaceId, agentId, props.initial)
  const [threadId, setThreadId] = useQueryState('thread', parseAsString)
  const chosen = sandboxes.find((each) => each.threadId === threadId) ?? (threadId ? undefined : sandboxes[0])
  const key = { workspaceId, agentId, ...(chosen?.threadId ? { threadId: chosen.threadId } : {}) }

  const restarted = useCallback(async () => {
    toast.success(t('restarted'))
    await reload()
  }, [t, reload])
  const { submit, pending } = useRestart(restarted)

  if (settings.mode === 'off' && sandboxes.length === 0) {
    return (
      <EmptyState
        icon={Box}
        title={t('off')}
        description={t('offDescription')}
        action={<SettingsLink workspaceId={workspaceId} agentId={agentId} label={t('settings')} />}
      />
    )
  }
  return (
    <div className="flex flex-col gap-8">
      {isAway && <Notice tone="warning">{t('away')}</Notice>}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Badge tone={chosen?.state === 'running' ? 'success' : 'neutral'}>
          {t(`states.${chosen?.state ?? 'none'}`)}
        </Badge>
        <p className="min-w-0 flex-1 text-muted-foreground max-sm:basis-3/5">
          {chosen?.state === 'running' && chosen.startedAt
            ? t('since', {
                time: format.dateTime(new Date(chosen.startedAt), { dateStyle: 'medium', timeStyle: 'short' }),
              })
            : t(chosen ? 'asleepDescription' : 'noneDescription')}
        </p>
        <SettingsLink workspaceId={workspaceId} agentId={agentId} label={t('settings')} />
        {mayRestart && (
          <Button pending={pending} disabled={settings.mode === 'off'} onClick={() => submit(key)}>
            <RotateCw aria-hidden />
            {t(chosen ? 'restart' : 'start')}
          </Button>
        )}
        {mayAdminister && chosen && <ResetSandbox place={key} onDone={reload} />}
      </div>

      {mayAdminister && options?.hasTerminals && settings.mode !== 'off' && (settings.scope === 'agent' || chosen) && (
        <TerminalPanel key={`terminal ${chosen?.threadId ?? ''}`} place={key} onChange={reload} />
      )}
      {mayAdminister && options && !options.hasTerminals && <Notice>{t('noTerminals')}</Notice>}
      <SetupPanel workspaceId={workspaceId} agentId={agentId} initial={props.setup} mayRepeat={mayAdminister} />
      {chosen && <Facts sandbox={chosen} options={options} settings={settings} />}
      {sandboxes.some((each) => each.threadId !== null) && (
        <ContainerList sandboxes={sandboxes} chosen={chosen} onChoose={(id) => void setThreadId(id)} />
      )}
      {chosen?.state === 'running' && (
        <ActivityView key={chosen.threadId} place={key} limits={chosen.limits} quotaMethod={options?.quotaMethod} />
      )}
      <ConnectionList workspaceId={workspaceId} agentId={agentId} network={settings.network} />
    </div>
  )
}

function useRestart(onSuccess: () => Promise<void>) {
  const t = useTranslations('sandbox')
  const action = useCallback(
    async (input: Parameters<typeof restart>[0]) => {
      const result = await restart(input)
      if (!result.ok) toast.error(result.error.message || t('failed'))
      return result
    },
    [t],
  )
  return useSubmit(action, onSuccess)
}

function SettingsLink({ workspaceId, agentId, label }: { workspaceId: string; agentId: string; label: string }) {
  return (
    <Button asChild variant="ghost">
      <Link href={workspacePaths(workspaceId).agent(agentId)}>
        <Settings2 aria-hidden />
        {label}
      </Link>
    </Button>
  )
}

interface FactsProps {
  sandbox: SandboxView
  options: SandboxOptionsView | null
  settings: SandboxSettings
}

function Facts({ sandbox, options, settings }: FactsProps) {
  const t = useTranslations('sandbox')
  const format = useFormatter()
  const { limits } = sandbox
  const facts: [string, string][] = [
    [t('image'), sandbox.image || t('ownImage')],
    ...(sandbox.runtime ? [[t('runtime'), sandbox.runtime] as [string, string]] : []),
    ...(limits
      ? ([
          [t('memory'), t('megabytes', { count: limits.memoryMb })],
          [t('processors'), format.number(limits.cpus)],
          [t('programs'), format.number(limits.pids)],
        ] as [string, string][])
      : []),
    [t('network'), t(`networks.${settings.network}`)],
    [t('workspace'), t(`access.${settings.workspaceAccess}`)],
    ...(options ? [[t('quota'), t(`quotaMethods.${options.quotaMethod}`)] as [string, string]] : []),
  ]
  return (
    <Section title={t('facts')}>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-6 gap-y-4">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-muted-foreground text-sm">{name}</dt>
            <dd className="break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
