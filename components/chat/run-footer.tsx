'use client'

import { FlaskConical, OctagonX, RotateCcw, StepForward } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { canCancel, canContinue, canRetry } from '#lib/runs/lifecycle.ts'
import type { RunView, StepView } from '#lib/runs/schema.ts'
import type { AgentVersionRef } from '#lib/stream/events.ts'
import { amountsOf, useAmounts } from './amounts.ts'
import type { RunActions } from './run-actions.ts'

interface RunFooterProps {
  /** Null: the thread is shared, and its agent is not. */
  workspaceId: string | null
  run: RunView
  /** Absent for who may only watch. */
  actions: RunActions | undefined
  /** Leads to other answers. */
  picker: ReactNode
}

/** What a run was made with and took, and what can be done about it. */
export function RunFooter({ workspaceId, run, actions, picker }: RunFooterProps) {
  const t = useTranslations('chat')
  const { formatCost, formatCount, formatTokens } = useAmounts()
  const [showsSteps, setShowsSteps] = useState(false)
  const amounts = amountsOf(run.steps)
  const models = [...new Set(run.steps.map(({ model }) => model))].join(', ')
  const isDemo = run.steps.length > 0 && run.steps.every(({ provider }) => provider === 'demo')
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
      {picker}
      {run.status === 'cancelled' && <Badge>{t('cancelled')}</Badge>}
      {run.status === 'waiting' && (
        <Badge tone={run.error && run.error.code !== 'agents' ? 'warning' : 'neutral'}>
          {t(waitingWords(run.error))}
        </Badge>
      )}
      {isDemo ? (
        <Badge tone="warning">
          <FlaskConical aria-hidden />
          {t('demoModel')}
        </Badge>
      ) : (
        models && <span className="font-mono">{models}</span>
      )}
      {amounts && (
        <button
          type="button"
          aria-expanded={showsSteps}
          className="rounded tabular-nums hover:text-foreground max-md:min-h-10"
          title={t('tokensTitle', {
            input: formatCount(amounts.inputTokens),
            output: formatCount(amounts.outputTokens),
          })}
          onClick={() => setShowsSteps(!showsSteps)}
        >
          {t('tokens', { input: formatTokens(amounts.inputTokens), output: formatTokens(amounts.outputTokens) })}
          {amounts.costMicros !== null && ` · ${formatCost(amounts.costMicros)}`}
          <span className="sr-only"> {t('showSteps')}</span>
        </button>
      )}
      {run.agentVersion && (
        <UsedVersion workspaceId={actions ? workspaceId : null} run={run} version={run.agentVersion} />
      )}
      {workspaceId !== null && run.startedAt !== null && (
        <Link
          href={workspacePaths(workspaceId).run(run.id)}
          prefetch={false}
          title={t('traceTitle')}
          className="rounded hover:text-foreground hover:underline max-md:py-3"
        >
          {t('trace')}
        </Link>
      )}
      {actions && <RunButtons run={run} actions={actions} />}
      {showsSteps && <StepAmounts steps={run.steps} />}
    </footer>
  )
}

function waitingWords(error: RunView['error']) {
  if (!error) return 'waiting'
  if (error.code === 'agents') return 'waitsForAgents'
  return error.code === 'budget' || error.code === 'stopped' ? 'paused' : 'waitsForPerson'
}

interface UsedVersionProps {
  /** Null where there is nothing to lead to. */
  workspaceId: string | null
  run: RunView
  version: AgentVersionRef
}

function UsedVersion({ workspaceId, run, version: { number } }: UsedVersionProps) {
  const t = useTranslations('chat')
  if (number === null) return <span>{t('draftVersion')}</span>
  const words = t('agentVersion', { number })
  if (workspaceId === null) return <span>{words}</span>
  return (
    <Link
      href={`${workspacePaths(workspaceId).versions(run.agentId)}#v${number}`}
      title={t('agentVersionTitle')}
      className="rounded tabular-nums hover:text-foreground hover:underline max-md:py-3"
    >
      {words}
    </Link>
  )
}

type Acts = Pick<RunActions, 'retry' | 'continue' | 'cancel'>

function RunButtons({ run, actions }: { run: RunView; actions: RunActions }) {
  const t = useTranslations('chat')
  const [pending, setPending] = useState<keyof Acts | null>(null)
  const act = (kind: keyof Acts) => {
    setPending(kind)
    void actions[kind](run.id).finally(() => setPending(null))
  }
  return (
    <span className="-my-1 ml-auto flex gap-1">
      {canCancel(run) && (
        <Button variant="ghost" size="sm" pending={pending === 'cancel'} onClick={() => act('cancel')}>
          <OctagonX aria-hidden />
          {t('cancelRun')}
        </Button>
      )}
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

/** What each step took: a row for each call of a model. */
function StepAmounts({ steps }: { steps: readonly StepView[] }) {
  const t = useTranslations('chat')
  const { formatCost, formatCount } = useAmounts()
  return (
    <div className="w-full overflow-x-auto">
      <table className="text-left tabular-nums [&_:is(td,th)]:pr-4 [&_:is(td,th)]:font-normal">
        <caption className="sr-only">{t('stepsTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('step')}</th>
            <th scope="col">{t('model')}</th>
            <th scope="col">{t('tokensIn')}</th>
            <th scope="col">{t('tokensCached')}</th>
            <th scope="col">{t('tokensOut')}</th>
            <th scope="col">{t('cost')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ index, kind, model, usage }) => (
            <tr key={index}>
              <th scope="row">{kind === 'summary' ? t('summaryStep', { index: index + 1 }) : index + 1}</th>
              <td className="font-mono">{model}</td>
              <td>{usage ? formatCount(usage.inputTokens) : t('unknown')}</td>
              <td>{usage ? formatCount(usage.cachedInputTokens) : t('unknown')}</td>
              <td>{usage ? formatCount(usage.outputTokens) : t('unknown')}</td>
              <td>{usage?.costMicros == null ? t('unknown') : formatCost(usage.costMicros)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
