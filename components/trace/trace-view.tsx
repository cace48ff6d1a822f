'use client'

import { Download, Search } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useNow, useTranslations } from 'next-intl'
import { debounce, parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { useAmounts } from '#components/chat/amounts.ts'
import { useFailureWords } from '#components/chat/use-failure-words.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { isOver } from '#lib/runs/lifecycle.ts'
import type { RunTrace } from '#lib/traces/schema.ts'
import { CallPanel } from './call-panel.tsx'
import { type ForkAction, type ForkChoices, ForkDialog } from './fork-dialog.tsx'
import { StepPanel } from './step-panel.tsx'
import { sumOf } from './sum-of.ts'
import { traceExportAddress } from './trace-api.ts'
import { useStep, useTrace } from './use-trace.ts'
import { type Chosen, Waterfall } from './waterfall.tsx'

const statusTones = {
  queued: 'neutral',
  running: 'accent',
  waiting: 'warning',
  succeeded: 'success',
  failed: 'danger',
  cancelled: 'neutral',
} as const

interface TraceViewProps {
  workspaceId: string
  /** What the server found. */
  drawn: RunTrace
  /** Null: for who may only watch, or of an agent that takes no work. */
  fork: { choices: ForkChoices; action: ForkAction } | null
}

/** Why a run did what it did: when, with which prompt, by which rules. */
export function TraceView({ workspaceId, drawn, fork }: TraceViewProps) {
  const t = useTranslations('trace')
  const [place, setPlace] = useQueryStates({
    step: parseAsInteger,
    call: parseAsString,
    q: parseAsString.withDefault(''),
  })
  const trace = useTrace(workspaceId, drawn, place.q.trim())
  const now = useNow({ updateInterval: isOver(trace.status) ? 3_600_000 : 1_000 }).getTime()
  // In the address steps are counted as people count them.
  const chosen: Chosen | null = place.step === null ? null : { step: place.step - 1, call: place.call }
  const step = trace.steps.find(({ index }) => index === chosen?.step)
  const call = step?.toolCalls.find(({ id }) => id === chosen?.call)
  const version = (step?.toolCalls ?? []).map(({ status }) => status).join()
  const detail = useStep(workspaceId, trace.runId, step?.index ?? null, version)
  const choose = (next: Chosen) => void setPlace({ step: next.step + 1, call: next.call })
  return (
    <div className="flex flex-col gap-4">
      <Head workspaceId={workspaceId} trace={trace} />
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-0 flex-1">
          <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted-foreground" />
          <Input
            type="search"
            aria-label={t('search')}
            value={place.q}
            placeholder={t('search')}
            className="pl-8"
            onChange={({ target }) => void setPlace({ q: target.value || null }, { limitUrlUpdates: debounce(200) })}
          />
        </div>
        <Export workspaceId={workspaceId} runId={trace.runId} />
      </div>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
        <Waterfall trace={trace} chosen={chosen} onChoose={choose} now={now} isSearching={place.q.trim() !== ''} />
        {step ? (
          call ? (
            <CallPanel workspaceId={workspaceId} runId={trace.runId} step={step.index} call={call} detail={detail} />
          ) : (
            <StepPanel
              workspaceId={workspaceId}
              trace={trace}
              step={step}
              detail={detail}
              action={
                fork && (
                  <ForkDialog
                    key={step.index}
                    workspaceId={workspaceId}
                    runId={trace.runId}
                    step={step.index}
                    text={trace.message.text}
                    {...fork}
                  />
                )
              }
            />
          )
        ) : (
          <p className="max-w-prose rounded-xl border border-dashed p-4 text-muted-foreground">{t('choose')}</p>
        )}
      </div>
    </div>
  )
}

function Head({ workspaceId, trace }: { workspaceId: string; trace: RunTrace }) {
  const t = useTranslations('trace')
  const format = useFormatter()
  const { formatCost, formatDuration, formatTokens } = useAmounts()
  const failureWords = useFailureWords()
  const { inputTokens, cachedInputTokens, outputTokens, costMicros, calls } = sumOf(trace)
  const { startedAt, finishedAt } = trace
  const tookMs = startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null
  return (
    <div className="flex flex-col gap-2">
      <p className="line-clamp-2 max-w-prose text-lg">
        <span className="text-muted-foreground">{t('askedBy', { name: trace.message.authorName })}</span>{' '}
        {trace.message.text}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground text-sm tabular-nums">
        <Badge tone={statusTones[trace.status]}>{t(`statuses.${trace.status}`)}</Badge>
        <span>{trace.agentName}</span>
        {tookMs !== null && <span>{formatDuration(tookMs)}</span>}
        <span>{t('steps', { count: trace.steps.length })}</span>
        <span>{t('calls', { count: calls })}</span>
        <span>{t('tokens', { input: formatTokens(inputTokens), output: formatTokens(outputTokens) })}</span>
        {inputTokens > 0 && (
          <span>
            {t('cachedShare', {
              share: format.number(cachedInputTokens / inputTokens, { style: 'percent', maximumFractionDigits: 0 }),
            })}
          </span>
        )}
        {costMicros !== null && <span>{formatCost(costMicros)}</span>}
        {trace.failures.length > 0 && <span>{t('failures', { count: trace.failures.length })}</span>}
      </div>
      {trace.forkedFrom && (
        <p className="text-muted-foreground text-sm">
          <Link className="underline underline-offset-2" href={workspacePaths(workspaceId).run(trace.forkedFrom.runId)}>
            {t('forkedFrom', { steps: trace.forkedFrom.steps })}
          </Link>
        </p>
      )}
      {trace.status === 'failed' && <Notice tone="danger">{failureWords(trace.error).detail}</Notice>}
    </div>
  )
}

function Export({ workspaceId, runId }: { workspaceId: string; runId: string }) {
  const t = useTranslations('trace')
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden />
          {t('export')}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {(['json', 'otlp'] as const).map((format) => (
          <DropdownMenuItem key={format} asChild>
            <a href={traceExportAddress(workspaceId, runId, format)} download={`run-${runId}.${format}.json`}>
              {t(`formats.${format}`)}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
