'use client'

import { CircleAlert, Hand, Hourglass, type LucideIcon, Sparkles } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useMemo } from 'react'
import { useToolWords } from '#components/agents/tool-words.ts'
import { useAmounts } from '#components/chat/amounts.ts'
import { cn } from '#components/ui/class-names.ts'
import type { RunTrace, TraceCall, TraceStep } from '#lib/traces/schema.ts'
import { type Stretch, timeScale, wholeOf, workOf } from './time-scale.ts'

/** What of a run is looked at. */
export interface Chosen {
  step: number
  /** A call of the step; null: the step itself. */
  call: string | null
}

interface WaterfallProps {
  trace: RunTrace
  chosen: Chosen | null
  onChoose: (chosen: Chosen) => void
  /** The end of what is still going on. */
  now: number
  /** Dims what does not have it. */
  isSearching: boolean
}

interface Row {
  id: string
  icon: LucideIcon
  depth: 0 | 1
  name: string
  detail: string
  tone: 'step' | 'tool' | 'wait' | 'failed'
  /** The bar; `first`: when the first token came. */
  stretch: Stretch | null
  first?: number
  chosen: Chosen | null
  matches: boolean
}

const bars: Record<Row['tone'], string> = {
  step: 'bg-accent',
  tool: 'bg-success',
  wait: 'bg-muted-foreground/40',
  failed: 'bg-danger',
}

/** Steps and calls of tools along the time that they took. */
export function Waterfall({ trace, chosen, onChoose, now, isSearching }: WaterfallProps) {
  const t = useTranslations('trace')
  const { formatDuration } = useAmounts()
  const rows = useRows(trace, now)
  const { place, shortened } = useMemo(() => timeScale(workOf(trace, now), wholeOf(trace, now)), [trace, now])
  const percent = (ms: number) => `${(place(ms) * 100).toFixed(2)}%`
  return (
    <div className="min-w-0 rounded-xl border bg-raised shadow-raised">
      <ol aria-label={t('waterfall')} className="flex flex-col py-1" onKeyDown={moveWithArrows}>
        {rows.map((row) => {
          const isChosen = row.chosen !== null && chosen?.step === row.chosen.step && chosen.call === row.chosen.call
          const tookMs = row.stretch && row.stretch.to - row.stretch.from
          const content = (
            <>
              <span className={cn('flex min-w-0 items-center gap-2', row.depth === 1 && 'pl-5')}>
                <row.icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
                <span className="shrink-0 font-medium">{row.name}</span>
                <span className="min-w-0 truncate text-muted-foreground text-sm">{row.detail}</span>
              </span>
              <span aria-hidden className="relative h-5 min-w-0 max-sm:hidden">
                {shortened.map(({ from, to }) => (
                  <span
                    key={from}
                    className="absolute inset-y-0 border-x border-dashed opacity-60"
                    style={{ left: percent(from), right: `calc(100% - ${percent(to)})` }}
                  />
                ))}
                {row.stretch && (
                  <span
                    className={cn('absolute top-1.5 h-2 min-w-0.5 rounded-full', bars[row.tone])}
                    style={{ left: percent(row.stretch.from), right: `calc(100% - ${percent(row.stretch.to)})` }}
                  />
                )}
                {row.stretch && row.first !== undefined && (
                  <span
                    className="absolute top-1.5 h-2 rounded-full bg-raised/60"
                    style={{ left: percent(row.stretch.from), right: `calc(100% - ${percent(row.first)})` }}
                  />
                )}
              </span>
              <span className="text-right text-muted-foreground text-sm tabular-nums">
                {tookMs === null ? '–' : formatDuration(tookMs)}
              </span>
            </>
          )
          const style = cn(
            'grid w-full grid-cols-[minmax(0,1fr)_4.5rem] items-center gap-3 px-3 py-1 text-left sm:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_4.5rem]',
            isSearching && !row.matches && 'opacity-40',
          )
          return (
            <li key={row.id}>
              {row.chosen ? (
                <button
                  type="button"
                  aria-pressed={isChosen}
                  onClick={() => row.chosen && onChoose(row.chosen)}
                  className={cn(
                    style,
                    'hover:bg-hover focus-visible:outline-offset-[-2px] max-md:min-h-10',
                    isChosen && 'bg-accent-soft hover:bg-accent-soft',
                  )}
                >
                  {content}
                </button>
              ) : (
                <div className={style}>{content}</div>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** Up and down among what can be looked at. */
function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!by) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}

function useRows(trace: RunTrace, now: number): Row[] {
  const t = useTranslations('trace')
  const { wordsOfTool } = useToolWords()
  return useMemo(() => {
    const at = (time: string | null) => (time === null ? now : Date.parse(time))
    const waited: Row = {
      id: 'queue',
      icon: Hourglass,
      depth: 0,
      name: t('queued'),
      detail: '',
      tone: 'wait',
      stretch: { from: at(trace.queuedAt), to: Math.max(at(trace.queuedAt), at(trace.startedAt)) },
      chosen: null,
      matches: false,
    }
    const stepRow = (step: TraceStep): Row => ({
      id: `step-${step.index}`,
      icon: Sparkles,
      depth: 0,
      name: step.kind === 'summary' ? t('summaryNumber', { number: step.index + 1 }) : stepName(step.index),
      detail: step.summary || (step.provider === 'demo' ? t('demoModel') : step.model),
      tone: 'step',
      stretch: { from: at(step.startedAt), to: at(step.finishedAt) },
      ...(step.firstTokenAt && { first: at(step.firstTokenAt) }),
      chosen: { step: step.index, call: null },
      matches: step.matches,
    })
    const callRow = (step: TraceStep, call: TraceCall): Row => ({
      id: call.id,
      icon: wordsOfTool(call.name).icon,
      depth: 1,
      name: wordsOfTool(call.name).title,
      detail: call.summary,
      tone: call.status === 'succeeded' || call.status === 'started' || call.status === 'pending' ? 'tool' : 'failed',
      stretch: call.startedAt ? { from: at(call.startedAt), to: at(call.finishedAt) } : null,
      chosen: { step: step.index, call: call.id },
      matches: call.matches,
    })
    const askRow = (call: TraceCall): Row[] => {
      const { approval } = call
      if (!approval) return []
      const to = approval.status === 'waiting' ? now : at(approval.answeredAt ?? call.finishedAt)
      const row = { id: `ask-${call.id}`, icon: Hand, depth: 1, name: t('waitsForPerson'), tone: 'wait' } as const
      const detail = wordsOfTool(call.name).title
      return [{ ...row, detail, stretch: { from: at(approval.askedAt), to }, chosen: null, matches: false }]
    }
    const failuresOf = (index: number): Row[] =>
      trace.failures
        .filter(({ step }) => step === index)
        .map((failure, place) => ({
          id: `failure-${index}-${place}`,
          icon: CircleAlert,
          depth: 0,
          name: t('failedTry'),
          detail: failure.message,
          tone: 'failed',
          stretch: { from: at(failure.startedAt), to: at(failure.failedAt) },
          chosen: null,
          matches: false,
        }))
    return [
      waited,
      ...trace.steps.flatMap((step) => [
        ...failuresOf(step.index),
        stepRow(step),
        ...step.toolCalls.flatMap((call) => [...askRow(call), callRow(step, call)]),
      ]),
      ...failuresOf(trace.steps.length),
    ]

    function stepName(index: number): string {
      return t('stepNumber', { number: index + 1 })
    }
  }, [trace, now, t, wordsOfTool])
}
