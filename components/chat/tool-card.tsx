'use client'

import {
  Ban,
  ChevronRight,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  LoaderCircle,
  OctagonX,
} from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { useToolWords } from '#components/agents/tool-words.ts'
import { CallApproval, useCallApproval } from '#components/approvals/call-approval.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import type { ToolCallStatus, ToolCallView } from '#lib/stream/events.ts'
import { AgentCall, AgentThreadLink, agentCallOf } from './agent-call.tsx'
import { useAmounts } from './amounts.ts'
import { PatchView } from './patch-view.tsx'
import { Terminal } from './terminal.tsx'

interface ToolCardProps {
  call: ToolCallView
  /** Ends this call alone; absent where nobody may, or nothing runs. */
  onStop: (() => Promise<void>) | undefined
  /** Its place in the trace; absent where that is not to be seen. */
  whyHref?: string | undefined
  /** Null: the thread is shared, others of its workspace are not. */
  workspaceId: string | null
}

/** What an agent did with a tool: what it asked for, what is happening, what came of it. */
export const ToolCard = memo(function ToolCard({ call, onStop, whyHref, workspaceId }: ToolCardProps) {
  const t = useTranslations('chat')
  const isBusy = call.status === 'pending' || call.status === 'started'
  // Open while there is something to watch, and where there is a diff to read; a person's own choice stays.
  const [choice, setChoice] = useState<boolean | null>(null)
  const isOpen = choice ?? (isBusy || call.result?.view.kind === 'diff' || call.status === 'failed')
  const approval = useCallApproval(call.id)
  const { icon: Icon, title } = useToolWords().wordsOfTool(call.name)
  const toAgent = agentCallOf(call)
  return (
    // No landmark: a run may have many that are called the same.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label={`${title}: ${t(`toolStatus.${shownStatus(call)}`)}`}
      className="overflow-hidden rounded-lg border bg-raised"
    >
      <div className="flex items-center">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setChoice(!isOpen)}
          className="flex min-w-0 flex-1 items-center gap-2 px-3 py-1.5 text-left text-sm hover:bg-hover focus-visible:outline-offset-[-2px] max-md:min-h-10"
        >
          <ChevronRight
            aria-hidden
            className={cn('size-3.5 shrink-0 text-muted-foreground transition-transform', isOpen && 'rotate-90')}
          />
          <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          <span className="sr-only">{title}</span>
          <span className={cn('min-w-0 flex-1 truncate', !toAgent && 'font-mono text-[0.8125rem]')}>
            {subjectOf(call) ?? title}
          </span>
          <Outcome call={call} />
        </button>
        {toAgent && <AgentThreadLink call={call} agent={toAgent.agent} workspaceId={workspaceId} />}
        {isBusy && onStop && <StopCall onStop={onStop} />}
      </div>
      {approval && <CallApproval approval={approval} />}
      {isOpen && approval?.status !== 'waiting' && (
        <div className="border-t">
          {toAgent ? <AgentCall call={call} {...toAgent} workspaceId={workspaceId} /> : <ToolBody call={call} />}
          {whyHref && !isBusy && (
            <p className="border-t px-3 py-1 text-right text-xs">
              <Link
                href={whyHref}
                prefetch={false}
                title={t('whyTitle')}
                className="rounded text-muted-foreground hover:text-foreground hover:underline max-md:inline-block max-md:py-2"
              >
                {t('why')}
              </Link>
            </p>
          )}
        </div>
      )}
    </div>
  )
})

function StopCall({ onStop }: { onStop: () => Promise<void> }) {
  const t = useTranslations('chat')
  const [pending, setPending] = useState(false)
  return (
    <Button
      variant="ghost"
      size="sm"
      className="mr-1"
      pending={pending}
      onClick={() => {
        setPending(true)
        void onStop().finally(() => setPending(false))
      }}
    >
      <OctagonX aria-hidden />
      {t('stopCall')}
    </Button>
  )
}

/** What the call is about, in one line. */
function subjectOf(call: ToolCallView): string | undefined {
  const { name, args } = call
  const toAgent = agentCallOf(call)
  if (toAgent) return `${toAgent.agent}: ${toAgent.message.split('\n', 1)[0] ?? ''}`
  if (typeof args !== 'object' || args === null) return typeof args === 'string' ? args : name
  const { command, path, pattern } = args as Record<string, unknown>
  if (typeof command === 'string') return command.split('\n', 1)[0] ?? ''
  if (typeof pattern === 'string') return typeof path === 'string' ? `${pattern} in ${path}` : pattern
  if (typeof path === 'string') return path
  return undefined
}

function Outcome({ call }: { call: ToolCallView }) {
  const t = useTranslations('chat')
  const { formatDuration } = useAmounts()
  // A later worker may know outcomes that this page has no words for.
  const outcomeWords = (outcome: string) =>
    t.has(`outcomes.${outcome as 'cancelled'}`) ? t(`outcomes.${outcome as 'cancelled'}`) : outcome.replaceAll('_', ' ')
  const view = call.result?.view
  return (
    <span className="flex shrink-0 items-center gap-2 text-muted-foreground text-xs tabular-nums">
      {view?.kind === 'diff' && (
        <span className="font-mono">
          <span className="text-success">+{view.added}</span> <span className="text-danger">−{view.removed}</span>
        </span>
      )}
      {view?.kind === 'shell' && (
        <>
          {view.exitCode !== null && view.exitCode !== 0 && (
            <span className="text-danger">{t('exit', { code: view.exitCode })}</span>
          )}
          {view.outcome !== 'exited' && <span className="text-danger">{outcomeWords(view.outcome)}</span>}
          <span>{formatDuration(view.durationMs)}</span>
        </>
      )}
      <StatusIcon status={shownStatus(call)} />
    </span>
  )
}

/** Nothing runs here while another agent is awaited. */
function shownStatus({ name, status }: ToolCallView): ToolCallStatus {
  return name === 'agent_ask' && status === 'started' ? 'pending' : status
}

function StatusIcon({ status }: { status: ToolCallStatus }) {
  const t = useTranslations('chat')
  const label = t(`toolStatus.${status}`)
  const shared = { 'aria-label': label, role: 'img', className: 'size-4' } as const
  switch (status) {
    case 'pending':
      return <Clock {...shared} />
    case 'started':
      return <LoaderCircle {...shared} className="size-4 animate-spin" />
    case 'succeeded':
      return <CircleCheck {...shared} className="size-4 text-success" />
    case 'failed':
      return <CircleX {...shared} className="size-4 text-danger" />
    case 'refused':
      return <Ban {...shared} className="size-4 text-warning" />
    case 'cancelled':
      return <CircleAlert {...shared} />
    case 'unknown':
      return <CircleHelp {...shared} className="size-4 text-warning" />
  }
}

function ToolBody({ call }: { call: ToolCallView }) {
  const { name, args, output, result } = call
  const view = result?.view
  if (view?.kind === 'diff') return <PatchView patch={view.patch} />
  if (name === 'shell') {
    const command = (args as { command?: unknown } | null)?.command
    return (
      <Terminal
        command={typeof command === 'string' ? command : ''}
        text={result ? result.text : output}
        isLive={!result}
        fullOutputPath={view?.kind === 'shell' ? view.fullOutputPath : undefined}
      />
    )
  }
  if (result) return <Terminal command="" text={result.text} isLive={false} />
  return output ? <Terminal command="" text={output} isLive /> : <Arguments args={args} />
}

function Arguments({ args }: { args: unknown }) {
  return (
    <pre className="max-h-60 overflow-auto whitespace-pre-wrap break-words p-3 font-mono text-muted-foreground text-xs">
      {typeof args === 'string' ? args : JSON.stringify(args, null, 2)}
    </pre>
  )
}
