'use client'

import { FlaskConical, RotateCcw, StepForward } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { LiveDot } from '#components/ui/live-dot.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { canContinue, canRetry, isOver } from '#lib/runs/lifecycle.ts'
import type { RunView, StepView } from '#lib/runs/schema.ts'
import { amountsOf, useAmounts } from './amounts.ts'
import { Markdown } from './markdown.tsx'
import { Reasoning } from './reasoning.tsx'
import type { RetryNotice } from './reduce-thread.ts'
import { ToolCard } from './tool-card.tsx'

export interface RunActions {
  retry: (runId: string) => Promise<void>
  continue: (runId: string) => Promise<void>
}

interface RunBlockProps {
  run: RunView
  retrying: RetryNotice | undefined
  /** Another run of the thread is at work, which this one waits for. */
  waits: boolean
  /** Absent for who may only watch. */
  actions: RunActions | undefined
}

/** What an agent does in answer to a message. */
export const RunBlock = memo(function RunBlock({ run, retrying, waits, actions }: RunBlockProps) {
  const t = useTranslations('chat')
  const last = run.steps.at(-1)
  const isRunning = run.status === 'running'
  return (
    <div className="flex min-w-0 flex-col gap-3" data-run-id={run.id} data-run-status={run.status}>
      {run.steps.map((step) => (
        <Step key={step.index} step={step} isLive={isRunning && step === last && step.finishReason === null} />
      ))}
      <Progress run={run} retrying={retrying} waits={waits} />
      {run.status === 'failed' && (
        <Notice tone="danger">
          <p className="font-medium">{t('runFailed')}</p>
          <p className="whitespace-pre-wrap break-words">{run.error?.message ?? t('noReason')}</p>
        </Notice>
      )}
      {isOver(run.status) && <RunFooter run={run} actions={actions} />}
    </div>
  )
})

const Step = memo(function Step({ step, isLive }: { step: StepView; isLive: boolean }) {
  const lastIndex = step.parts.length - 1
  return step.parts.map((part, index) => {
    const key = `${index}-${part.type}`
    const isGrowing = isLive && index === lastIndex
    if (part.type === 'reasoning') return <Reasoning key={key} text={part.text} isLive={isGrowing} />
    if (part.type === 'text') return <Text key={key} text={part.text} isGrowing={isGrowing} />
    const call = step.toolCalls.find(({ id }) => id === part.toolCallId)
    return call && <ToolCard key={key} call={call} />
  })
})

function Text({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  return (
    <div data-part="text" className="text-[0.9375rem]">
      <Markdown isStreaming={isGrowing}>{text}</Markdown>
    </div>
  )
}

/** What is going on where nothing can be seen of it yet. */
function Progress({ run, retrying, waits }: Pick<RunBlockProps, 'run' | 'retrying' | 'waits'>) {
  const t = useTranslations('chat')
  if (run.status === 'queued') return <Pulse words={waits ? t('waitsForBefore') : t('starting')} />
  if (run.status !== 'running') return null
  if (retrying) {
    return (
      <Notice tone="warning">
        <p className="font-medium">{t('retrying', { model: retrying.model })}</p>
        <p className="break-words">{retrying.reason}</p>
      </Notice>
    )
  }
  const last = run.steps.at(-1)
  const hasSomethingToSee = last && (last.finishReason === null ? last.parts.length > 0 : isToolBusy(last))
  return hasSomethingToSee ? null : <Pulse words={t('working')} />
}

function isToolBusy(step: StepView): boolean {
  return step.toolCalls.some(({ result }) => result === null)
}

function Pulse({ words }: { words: string }) {
  return (
    <p className="flex items-center gap-2 text-muted-foreground text-sm">
      <LiveDot label="" />
      {words}
    </p>
  )
}

function RunFooter({ run, actions }: { run: RunView; actions: RunActions | undefined }) {
  const t = useTranslations('chat')
  const { formatCost, formatCount, formatTokens } = useAmounts()
  const amounts = amountsOf(run.steps)
  const models = [...new Set(run.steps.map(({ model }) => model))].join(', ')
  const isDemo = run.steps.length > 0 && run.steps.every(({ provider }) => provider === 'demo')
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
      {(run.status === 'cancelled' || run.status === 'waiting') && <Badge>{t(run.status)}</Badge>}
      {isDemo ? (
        <Badge tone="warning">
          <FlaskConical aria-hidden />
          {t('demoModel')}
        </Badge>
      ) : (
        models && <span className="font-mono">{models}</span>
      )}
      {amounts && (
        <span
          className="tabular-nums"
          title={t('tokensTitle', {
            input: formatCount(amounts.inputTokens),
            output: formatCount(amounts.outputTokens),
          })}
        >
          {t('tokens', { input: formatTokens(amounts.inputTokens), output: formatTokens(amounts.outputTokens) })}
          {amounts.costMicros !== null && ` · ${formatCost(amounts.costMicros)}`}
        </span>
      )}
      {actions && <RunButtons run={run} actions={actions} />}
    </footer>
  )
}

function RunButtons({ run, actions }: { run: RunView; actions: RunActions }) {
  const t = useTranslations('chat')
  const [pending, setPending] = useState<'retry' | 'continue' | null>(null)
  const act = (kind: 'retry' | 'continue') => {
    setPending(kind)
    void actions[kind](run.id).finally(() => setPending(null))
  }
  return (
    <span className="-my-1 ml-auto flex gap-1">
      {canContinue(run) && (
        <Button variant="ghost" size="sm" pending={pending === 'continue'} onClick={() => act('continue')}>
          <StepForward aria-hidden />
          {t('continue')}
        </Button>
      )}
      {canRetry(run) && (
        <Button variant="ghost" size="sm" pending={pending === 'retry'} onClick={() => act('retry')}>
          <RotateCcw aria-hidden />
          {t('retry')}
        </Button>
      )}
    </span>
  )
}
