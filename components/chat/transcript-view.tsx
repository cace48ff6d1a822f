'use client'

import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { RunView } from '#lib/runs/schema.ts'
import { NothingYet } from './nothing-yet.tsx'
import { PendingMessage } from './pending-message.tsx'
import type { RunActions } from './run-block.tsx'
import type { PendingPost, ThreadSnapshot } from './thread-store.ts'
import { type ChatAgent, Turn } from './turn.tsx'
import { useStickToBottom } from './use-stick-to-bottom.ts'

/** So many of the last messages are drawn at once, whatever is on the screen. */
const RECENT = 4

interface TranscriptViewProps {
  snapshot: ThreadSnapshot
  agent: ChatAgent
  meId: string
  activeRunId: string | undefined
  actions: RunActions | undefined
  onAgain: (post: PendingPost) => void
  onDiscard: (post: PendingPost) => void
  onExample: ((text: string) => void) | undefined
}

const noRuns: readonly RunView[] = []

/** All messages of a thread with their runs; it stays at the end while somebody is there. */
export function TranscriptView({ snapshot, agent, meId, activeRunId, actions, ...props }: TranscriptViewProps) {
  const t = useTranslations('chat')
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const { isAtBottom, toBottom } = useStickToBottom(scroller, content)
  const { pending, thread } = snapshot
  const { messages, runs } = thread.transcript
  const runsOf = useMemo(() => Map.groupBy(runs, ({ messageId }) => messageId), [runs])

  // Who sends something wants to see it.
  const lastPending = pending.at(-1)?.message.id
  useEffect(() => {
    if (lastPending) toBottom()
  }, [lastPending, toBottom])

  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={scroller}
        aria-label={t('messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="size-full overflow-y-auto overflow-x-hidden"
      >
        <div ref={content} className="mx-auto flex w-full max-w-3xl flex-col gap-8 px-4 py-6 max-md:px-3">
          {messages.length + pending.length === 0 && <NothingYet agentName={agent.name} onExample={props.onExample} />}
          {messages.map((message, index) => (
            <Turn
              key={message.id}
              message={message}
              runs={runsOf.get(message.id) ?? noRuns}
              agent={agent}
              retrying={thread.retrying}
              activeRunId={activeRunId}
              actions={actions}
              isOwn={message.authorId === meId}
              isRecent={index >= messages.length - RECENT}
            />
          ))}
          {pending.map((post) => (
            <PendingMessage
              key={post.message.id}
              post={post}
              waits={activeRunId !== undefined}
              onAgain={props.onAgain}
              onDiscard={props.onDiscard}
            />
          ))}
        </div>
      </section>
      {!isAtBottom && (
        <Button
          size="sm"
          className="-translate-x-1/2 absolute bottom-3 left-1/2 rounded-full shadow-overlay"
          onClick={toBottom}
        >
          <ArrowDown aria-hidden />
          {t('toTheEnd')}
        </Button>
      )}
    </div>
  )
}
