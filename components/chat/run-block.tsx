'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { LiveDot } from '#components/ui/live-dot.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { isOver } from '#lib/runs/lifecycle.ts'
import type { RunView, StepView } from '#lib/runs/schema.ts'
import { FileCards } from './file-cards.tsx'
import { Markdown } from './markdown.tsx'
import { BudgetNotice, StoppedNotice } from './pause-notices.tsx'
import { Reasoning } from './reasoning.tsx'
import type { RetryNotice } from './reduce-thread.ts'
import type { RunActions } from './run-actions.ts'
import { RunFooter } from './run-footer.tsx'
import { Steered } from './steered.tsx'
import { Summary } from './summary.tsx'
import { ToolCard } from './tool-card.tsx'
import { useFailureWords, useRetryWords } from './use-failure-words.ts'

interface RunBlockProps {
  /** Null: the thread is shared, its workspace's files are not. */
  workspaceId: string | null
  run: RunView
  retrying: RetryNotice | undefined
  /** Another run of the thread is at work, which this one waits for. */
  waits: boolean
  /** Absent for who may only watch. */
  actions: RunActions | undefined
  /** Leads to other answers. */
  picker: ReactNode
}

/** What an agent does in answer to a message. */
export const RunBlock = memo(function RunBlock({ run, retrying, waits, actions, ...props }: RunBlockProps) {
  const last = run.steps.at(-1)
  const isRunning = run.status === 'running'
  return (
    <div className="flex min-w-0 flex-col gap-3" data-run-id={run.id} data-run-status={run.status}>
      {run.steps.map((step) => (
        <div key={step.index} className="contents">
          <Steered messages={run.steering.filter((taken) => taken.step === step.index)} />
          <Step
            workspaceId={props.workspaceId}
            runId={run.id}
            step={step}
            isLive={isRunning && step === last && step.finishReason === null}
            onStopCall={isRunning ? actions?.stopCall : undefined}
          />
        </div>
      ))}
      <Steered messages={run.steering.filter((taken) => taken.step > (last?.index ?? -1))} />
      <Progress run={run} retrying={retrying} waits={waits} />
      {run.status === 'failed' && <Failure error={run.error} />}
      {run.status === 'waiting' && run.error?.code === 'stopped' && <StoppedNotice />}
      {run.status === 'waiting' && run.error?.budget && (
        <BudgetNotice workspaceId={props.workspaceId} agentId={run.agentId} budget={run.error.budget} />
      )}
      {isOver(run.status) && props.workspaceId !== null && <FileCards workspaceId={props.workspaceId} run={run} />}
      {isOver(run.status) ? (
        <RunFooter workspaceId={props.workspaceId} run={run} actions={actions} picker={props.picker} />
      ) : (
        props.picker
      )}
    </div>
  )
})

interface StepProps {
  /** Null: the thread is shared, its traces are not. */
  workspaceId: string | null
  runId: string
  step: StepView
  isLive: boolean
  onStopCall: RunActions['stopCall'] | undefined
}

const Step = memo(function Step({ workspaceId, runId, step, isLive, onStopCall }: StepProps) {
  if (step.kind === 'summary') return <Summary step={step} isLive={isLive} />
  const lastIndex = step.parts.length - 1
  return step.parts.map((part, index) => {
    const key = `${index}-${part.type}`
    const isGrowing = isLive && index === lastIndex
    if (part.type === 'reasoning') return <Reasoning key={key} text={part.text} isLive={isGrowing} />
    if (part.type === 'text') return <Text key={key} text={part.text} isGrowing={isGrowing} />
    const call = step.toolCalls.find(({ id }) => id === part.toolCallId)
    if (!call) return undefined
    const place = new URLSearchParams({ step: String(step.index + 1), call: call.id })
    return (
      <ToolCard
        key={key}
        call={call}
        onStop={onStopCall && (() => onStopCall(runId, call.id))}
        workspaceId={workspaceId}
        whyHref={workspaceId === null ? undefined : `${workspacePaths(workspaceId).run(runId)}?${place}`}
      />
    )
  })
})

function Text({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  return (
    <div data-part="text" className="text-[0.9375rem]">
      <Markdown isStreaming={isGrowing}>{text}</Markdown>
    </div>
  )
}

function Failure({ error }: Pick<RunView, 'error'>) {
  const { title, detail } = useFailureWords()(error)
  return (
    <Notice tone="danger">
      <p className="font-medium">{title}</p>
      <p className="whitespace-pre-wrap break-words">{detail}</p>
    </Notice>
  )
}

/** What is going on where nothing can be seen of it yet. */
function Progress({ run, retrying, waits }: Pick<RunBlockProps, 'run' | 'retrying' | 'waits'>) {
  const t = useTranslations('chat')
  const retryWords = useRetryWords()
  if (run.status === 'queued') return <Pulse words={waits ? t('waitsForBefore') : t('starting')} />
  if (run.status !== 'running') return null
  if (retrying) {
    return (
      <Notice tone="warning">
        <p className="font-medium">{t('retrying', { model: retrying.model })}</p>
        <p className="break-words">{retryWords(retrying.reason)}</p>
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
