'use client'

import { FolderOpen, Lock, MessageSquareDashed, PanelRightClose, WifiOff } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { FilesPanel } from '#components/files/files-panel.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { sharedStream } from '#components/stream/shared-stream.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Notice } from '#components/ui/notice.tsx'
import { toast } from '#components/ui/toast.tsx'
import { isOver } from '#lib/runs/lifecycle.ts'
import type { Transcript } from '#lib/runs/schema.ts'
import { Announcer } from './announcer.tsx'
import { Composer } from './composer.tsx'
import { ThreadStore } from './thread-store.ts'
import { TranscriptView } from './transcript-view.tsx'
import type { ChatAgent } from './turn.tsx'
import { useEscape } from './use-escape.ts'

interface ThreadViewProps {
  workspaceId: string
  thread: { id: string; agentId: string; title: string; private: boolean }
  /** Null: it was removed. */
  agent: ChatAgent | null
  me: { id: string; name: string }
  canWrite: boolean
  transcript: Transcript
}

const removedAgent: Omit<ChatAgent, 'id'> = { name: 'Removed agent', color: 'slate', isDemo: false }

/** A thread, live: what was said and done, what is going on, and where to write. */
export function ThreadView({ workspaceId, thread, agent: knownAgent, me, canWrite, transcript }: ThreadViewProps) {
  const agent = useMemo(() => knownAgent ?? { id: thread.agentId, ...removedAgent }, [knownAgent, thread.agentId])
  const [store] = useState(
    () => new ThreadStore({ workspaceId, threadId: thread.id, agentId: thread.agentId, me, transcript }, sharedStream),
  )
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  const { messages, runs } = snapshot.thread.transcript
  const [filesOpen, setFilesOpen] = useState(false)
  const [cancelling, setCancelling] = useState<string | null>(null)
  const unfinished = runs.filter(({ status }) => !isOver(status))
  const activeRun = unfinished.find(({ status }) => status === 'running') ?? unfinished[0]

  const cancel = useCallback(() => {
    if (!activeRun) return
    setCancelling(activeRun.id)
    store.cancel(activeRun.id).catch((error: Error) => {
      setCancelling(null)
      toast.error(error.message)
    })
  }, [store, activeRun])
  useEffect(() => {
    if (!activeRun) setCancelling(null)
  }, [activeRun])
  useEscape(cancel, activeRun !== undefined && canWrite)

  const actions = useMemo(() => {
    if (!canWrite || !knownAgent) return undefined
    const say = (error: Error) => void toast.error(error.message)
    return {
      retry: (runId: string) => store.retry(runId).catch(say),
      continue: (runId: string) => store.continue(runId).catch(say),
    }
  }, [store, canWrite, knownAgent])

  const lastRun = runs.at(-1)
  const title = thread.title || messages[0]?.text.split('\n', 1)[0] || 'New thread'
  return (
    <>
      <PageHeader
        title={
          <>
            <Avatar name={agent.name} color={agent.color} size="sm" />
            <span className="truncate">{title}</span>
            {thread.private && <Lock aria-label="Private: only you see this thread" className="size-3.5 shrink-0" />}
          </>
        }
        aside={<span className="truncate text-sm">{agent.name}</span>}
      >
        {agent.isDemo && <Badge tone="warning">Demo model</Badge>}
        <Button
          variant="ghost"
          size="sm"
          aria-expanded={filesOpen}
          aria-controls="files"
          onClick={() => setFilesOpen(!filesOpen)}
        >
          {filesOpen ? <PanelRightClose aria-hidden /> : <FolderOpen aria-hidden />}
          Files
        </Button>
      </PageHeader>
      <div className="relative flex min-h-0 flex-1">
        <div className={cn('flex min-w-0 flex-1 flex-col', filesOpen && 'max-md:hidden')}>
          <TranscriptView
            snapshot={snapshot}
            agent={agent}
            meId={me.id}
            activeRunId={activeRun?.id}
            actions={actions}
            onAgain={(post) => void store.postAgain(post)}
            onDiscard={(post) => store.discard(post)}
            onExample={canWrite ? (text) => void store.post(text) : undefined}
          />
          <div className="mx-auto w-full max-w-3xl shrink-0 px-4 pb-4 max-md:px-2 max-md:pb-2">
            <Interruption stream={snapshot.stream} isGone={snapshot.isGone} />
            {canWrite && knownAgent ? (
              <Composer
                threadId={thread.id}
                agentName={agent.name}
                isBusy={activeRun !== undefined}
                isCancelling={activeRun !== undefined && cancelling === activeRun.id}
                onSend={(text) => void store.post(text)}
                onCancel={cancel}
              />
            ) : (
              <Notice>
                {knownAgent
                  ? 'You may watch this thread, and not write in it: your role is viewer.'
                  : 'This agent was removed. What it did stays here; start a new thread with another one.'}
              </Notice>
            )}
          </div>
        </div>
        <aside
          id="files"
          aria-label="Files of the workspace"
          hidden={!filesOpen}
          className={cn(
            'min-h-0 w-96 flex-col border-l bg-surface max-md:w-full max-md:border-l-0',
            filesOpen && 'flex',
          )}
        >
          <FilesPanel workspaceId={workspaceId} version={snapshot.filesVersion} open={filesOpen} />
        </aside>
      </div>
      <Announcer
        agentName={agent.name}
        runId={lastRun?.id}
        status={lastRun?.status}
        answer={lastWords(lastRun?.steps.at(-1)?.parts ?? [])}
      />
    </>
  )
}

/** Why what is shown may be behind. */
function Interruption({ stream, isGone }: { stream: string; isGone: boolean }) {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (stream !== 'offline') {
      setLong(false)
      return
    }
    // A reconnect takes a moment; that is nobody's business.
    const timer = setTimeout(() => setLong(true), 1_500)
    return () => clearTimeout(timer)
  }, [stream])
  if (isGone || stream === 'refused') {
    return (
      <Notice tone="warning" icon={MessageSquareDashed} className="mb-2" role="status">
        This thread is no longer open to you here. Sign in again, or ask for access.
      </Notice>
    )
  }
  if (!isLong) return null
  return (
    <Notice tone="warning" icon={WifiOff} className="mb-2" role="status">
      The connection was lost. Trying again…
    </Notice>
  )
}

function lastWords(parts: readonly { type: string; text?: string }[]): string {
  const text = parts.findLast(({ type }) => type === 'text')?.text ?? ''
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
