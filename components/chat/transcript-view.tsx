'use client'

import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { placeOf } from './branches.ts'
import type { MessageActions } from './message-block.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { PendingMessage } from './pending-message.tsx'
import type { RunActions } from './run-actions.ts'
import type { PendingPost, ThreadSnapshot } from './thread-store.ts'
import { type ChatAgent, Turn } from './turn.tsx'
import { useStickToBottom } from './use-stick-to-bottom.ts'

/** So many of the last messages are drawn at once, whatever is on the screen. */
const RECENT = 4

/** So far above the screen, older messages begin to load. */
const OLDER_MARGIN_PX = 800

interface TranscriptViewProps {
  /** Null: the thread is shared, its workspace's files are not. */
  workspaceId: string | null
  snapshot: ThreadSnapshot
  agent: ChatAgent
  meId: string
  activeRunId: string | undefined
  actions: (RunActions & MessageActions) | undefined
  onOpen: (nodeId: string) => void
  onOlder: () => void
  onAgain: (post: PendingPost) => void
  onDiscard: (post: PendingPost) => void
  onExample: ((text: string) => void) | undefined
}

/** All messages of a thread with their runs; it stays at the end while somebody is there. */
export function TranscriptView({ snapshot, agent, meId, activeRunId, actions, ...props }: TranscriptViewProps) {
  const t = useTranslations('chat')
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const { isAtBottom, toBottom } = useStickToBottom(scroller, content)
  const { pending, thread, branch } = snapshot
  const { messages, runs, forks } = branch
  const { olderCursor } = thread.transcript
  const top = useRef<HTMLDivElement>(null)
  const { onOlder } = props
  const activeIndex = runs.findIndex(({ id }) => id === activeRunId)
  const isNew = messages.length === 0 && olderCursor === null

  // What is read stays where it is on the screen while older messages come in above it.
  const oldest = messages[0]?.id
  const kept = useRef({ oldest, fromEnd: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    if (kept.current.oldest !== oldest && kept.current.oldest !== undefined && !isAtBottom) {
      element.scrollTop = element.scrollHeight - kept.current.fromEnd
    }
    kept.current.oldest = oldest
  }, [oldest, isAtBottom])
  useEffect(() => {
    const element = scroller.current
    if (!element || !top.current || olderCursor === null) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        kept.current.fromEnd = element.scrollHeight - element.scrollTop
        if (entry?.isIntersecting) onOlder()
      },
      { root: element, rootMargin: `${OLDER_MARGIN_PX}px 0px 0px 0px` },
    )
    observer.observe(top.current)
    const onScroll = () => {
      kept.current.fromEnd = element.scrollHeight - element.scrollTop
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
    // Anew with each page: an observer tells of a change alone, and a short page leaves the top in sight.
  }, [olderCursor, onOlder])

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
          {isNew && pending.length === 0 && <NothingYet agentName={agent.name} onExample={props.onExample} />}
          {olderCursor !== null && (
            <div ref={top} role="status" className="flex min-h-8 justify-center">
              <Button variant="ghost" size="sm" pending={snapshot.isLoadingOlder} onClick={onOlder}>
                {t('loadOlder')}
              </Button>
            </div>
          )}
          {messages.map((message, index) => {
            const run = runs[index]
            if (!run) return null
            return (
              <Turn
                key={message.id}
                workspaceId={props.workspaceId}
                message={message}
                run={run}
                versions={forks[placeOf(message)]}
                answers={forks[message.id]}
                agent={agent}
                retrying={thread.retrying[run.id]}
                waitsFor={activeIndex >= 0 && activeIndex < index ? activeRunId : undefined}
                actions={actions}
                onOpen={props.onOpen}
                isOwn={message.authorId === meId}
                isRecent={index >= messages.length - RECENT}
              />
            )
          })}
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
