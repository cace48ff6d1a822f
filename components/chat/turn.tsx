'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import type { RunView } from '#lib/runs/schema.ts'
import type { MessageView } from '#lib/stream/events.ts'
import type { RetryNotice } from './reduce-thread.ts'
import { type RunActions, RunBlock } from './run-block.tsx'

export interface ChatAgent {
  id: string
  name: string
  color: string
  /** It answers with the offline demo model. */
  isDemo: boolean
}

export interface TurnProps {
  message: MessageView
  runs: readonly RunView[]
  agent: ChatAgent
  retrying: Readonly<Record<string, RetryNotice>>
  /** The run at work in this thread. */
  activeRunId: string | undefined
  actions: RunActions | undefined
  isOwn: boolean
  /** One of the last: drawn at once. The others are, when they come near the screen. */
  isRecent: boolean
}

/** A message, and what was done in answer to it. */
export const Turn = memo(function Turn(props: TurnProps) {
  const t = useTranslations('chat')
  const { message, runs, agent, isOwn, isRecent } = props
  const [showsEarlier, setShowsEarlier] = useState(false)
  const earlier = runs.filter(({ superseded }) => superseded)
  const shown = showsEarlier ? runs : runs.filter(({ superseded }) => !superseded)
  return (
    <article
      aria-label={t('messageOf', { name: message.authorName })}
      data-agent-color={agent.color}
      className={cn(
        'flex flex-col gap-4',
        !isRecent && '[contain-intrinsic-size:auto_24rem] [content-visibility:auto]',
      )}
    >
      <div className={cn('flex flex-col gap-1', isOwn ? 'items-end' : 'items-start')}>
        {!isOwn && <span className="text-muted-foreground text-xs">{message.authorName}</span>}
        <p className="max-w-[85%] whitespace-pre-wrap break-words rounded-2xl bg-muted px-4 py-2 text-[0.9375rem] leading-relaxed">
          {message.text}
        </p>
      </div>
      {earlier.length > 0 && (
        <Button variant="ghost" size="sm" className="self-start" onClick={() => setShowsEarlier(!showsEarlier)}>
          <History aria-hidden />
          {showsEarlier ? t('hideEarlier') : t('showEarlier', { count: earlier.length })}
        </Button>
      )}
      {shown.map((run) => (
        <div key={run.id} className={cn('flex gap-3 max-md:flex-col max-md:gap-2', run.superseded && 'opacity-60')}>
          <Avatar name={agent.name} color={agent.color} className="mt-0.5" size="sm" />
          <div className="min-w-0 flex-1">
            <RunBlock
              run={run}
              retrying={props.retrying[run.id]}
              waits={props.activeRunId !== undefined && props.activeRunId !== run.id}
              actions={run.superseded ? undefined : props.actions}
            />
          </div>
        </div>
      ))}
    </article>
  )
}, isSameTurn)

function isSameTurn(before: TurnProps, after: TurnProps): boolean {
  const keys = Object.keys(after) as (keyof TurnProps)[]
  return keys.every((key) => {
    if (key === 'runs') return isSameList(before.runs, after.runs)
    if (key === 'retrying') return after.runs.every(({ id }) => before.retrying[id] === after.retrying[id])
    if (key === 'activeRunId')
      return !after.runs.some(({ status }) => status === 'queued') || before[key] === after[key]
    return before[key] === after[key]
  })
}

function isSameList(a: readonly RunView[], b: readonly RunView[]): boolean {
  return a.length === b.length && a.every((run, index) => run === b[index])
}
