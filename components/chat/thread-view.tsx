'use client'

import { FolderOpen, Lock, MessageSquareDashed, PanelRightClose, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { FilesPanel } from '#components/files/files-panel.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { sharedStream } from '#components/stream/shared-stream.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Notice } from '#components/ui/notice.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { isOver } from '#lib/runs/lifecycle.ts'
import type { Transcript } from '#lib/runs/schema.ts'
import type { MessageView } from '#lib/stream/events.ts'
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
  /** What can be done with the thread as a whole. */
  menu?: ReactNode
  /** Instead of a page's header, where the thread stands beside something else; its files are not shown then. */
  header?: ReactNode
}

/** A thread, live: what was said and done, what is going on, and where to write. */
export function ThreadView({
  workspaceId,
  thread,
  agent: knownAgent,
  me,
  canWrite,
  transcript,
  menu,
  header,
}: ThreadViewProps) {
  const problemWords = useProblemWords()
  const t = useTranslations('chat')
  const agent = useMemo(
    () => knownAgent ?? { id: thread.agentId, name: t('removedAgent'), color: 'slate', isDemo: false },
    [knownAgent, thread.agentId, t],
  )
  const [store] = useState(
    () => new ThreadStore({ workspaceId, threadId: thread.id, agentId: thread.agentId, me, transcript }, sharedStream),
  )
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  const { messages, runs } = snapshot.branch
  const [panel, setPanel] = useQueryState('panel', parseAsStringLiteral(['files']))
  const isPage = header === undefined
  const filesOpen = isPage && panel === 'files'
  const [cancelling, setCancelling] = useState<string | null>(null)
  const unfinished = runs.filter(({ status }) => !isOver(status))
  const activeRun = unfinished.find(({ status }) => status === 'running') ?? unfinished[0]

  const cancel = useCallback(() => {
    if (!activeRun) return
    setCancelling(activeRun.id)
    store.cancel(activeRun.id).catch((error: Error) => {
      setCancelling(null)
      toast.error(problemWords(error))
    })
  }, [store, activeRun, problemWords])
  useEffect(() => {
    if (!activeRun) setCancelling(null)
  }, [activeRun])
  useEscape(cancel, activeRun !== undefined && canWrite)

  const say = useCallback((error: Error) => void toast.error(problemWords(error)), [problemWords])
  const open = useCallback(
    (nodeId: string) => {
      store.open(nodeId).catch(say)
    },
    [store, say],
  )
  const older = useCallback(() => void store.loadOlder().catch(say), [store, say])
  const actions = useMemo(() => {
    if (!canWrite || !knownAgent) return undefined
    return {
      retry: (runId: string) => store.retry(runId).catch(say),
      continue: (runId: string) => store.continue(runId).catch(say),
      cancel: (runId: string) => store.cancel(runId).catch(say),
      stopCall: (runId: string, toolCallId: string) => store.stopToolCall(runId, toolCallId).catch(say),
      edit: (message: MessageView, text: string) => store.change(message, text).catch(say),
      withdraw: (message: MessageView) => store.withdraw(message.id).catch(say),
      steer: (message: MessageView) => store.steer(message.id).catch(say),
    }
  }, [store, canWrite, knownAgent, say])
  // A branch has an address: what one looks at can be shared, and a reload shows it again.
  const isForked = Object.keys(snapshot.branch.forks).length > 0
  const tip = runs.at(-1)?.id
  useEffect(() => {
    if (isForked && isPage) showInAddress(tip)
  }, [isForked, isPage, tip])

  const lastRun = runs.at(-1)
  const title = thread.title || messages[0]?.text.split('\n', 1)[0] || t('newThread')
  return (
    <>
      {header ?? (
        <PageHeader
          title={
            <>
              <Avatar name={agent.name} color={agent.color} face={agent.face} size="sm" />
              <span className="truncate">{title}</span>
              {thread.private && <Lock aria-label={t('privateThread')} className="size-3.5 shrink-0" />}
            </>
          }
          aside={<span className="truncate text-sm">{agent.name}</span>}
        >
          {agent.isDemo && (
            <Badge tone="warning" className="max-sm:hidden">
              {t('demoModel')}
            </Badge>
          )}
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={filesOpen}
            aria-controls="files"
            onClick={() => void setPanel(filesOpen ? null : 'files')}
          >
            {filesOpen ? <PanelRightClose aria-hidden /> : <FolderOpen aria-hidden />}
            <span className="max-sm:sr-only">{t('files')}</span>
          </Button>
          {menu}
        </PageHeader>
      )}
      <div className="relative flex min-h-0 flex-1">
        <div className={cn('flex min-w-0 flex-1 flex-col', filesOpen && 'max-md:hidden')}>
          <TranscriptView
            workspaceId={workspaceId}
            snapshot={snapshot}
            agent={agent}
            meId={me.id}
            activeRunId={activeRun?.id}
            actions={actions}
            onOpen={open}
            onOlder={older}
            onAgain={(post) => void store.postAgain(post)}
            onDiscard={(post) => store.discard(post)}
            onExample={canWrite ? (text) => void store.post(text) : undefined}
          />
          <div className="mx-auto w-full max-w-3xl shrink-0 px-4 pb-4 max-md:px-2 max-md:pb-2">
            <Interruption stream={snapshot.stream} isGone={snapshot.isGone} />
            {canWrite && knownAgent ? (
              <Composer
                workspaceId={workspaceId}
                threadId={thread.id}
                agentName={agent.name}
                isBusy={activeRun !== undefined}
                isCancelling={activeRun !== undefined && cancelling === activeRun.id}
                onSend={(text, options) => void store.post(text, options)}
                onCancel={cancel}
              />
            ) : (
              <Notice>{knownAgent ? t('viewerNotice') : t('agentRemovedNotice')}</Notice>
            )}
          </div>
        </div>
        {isPage && (
          <aside
            id="files"
            aria-label={t('workspaceFiles')}
            hidden={!filesOpen}
            className={cn(
              'min-h-0 w-96 flex-col border-l bg-surface max-md:w-full max-md:border-l-0',
              filesOpen && 'flex',
            )}
          >
            <FilesPanel workspaceId={workspaceId} version={snapshot.filesVersion} open={filesOpen} />
          </aside>
        )}
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
  const t = useTranslations('chat')
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
        {t('gone')}
      </Notice>
    )
  }
  if (!isLong) return null
  return (
    <Notice tone="warning" icon={WifiOff} className="mb-2" role="status">
      {t('connectionLost')}
    </Notice>
  )
}

/** Without a new entry in the browser's history: the way back leads out of the thread. */
function showInAddress(runId: string | undefined): void {
  const url = new URL(window.location.href)
  if (!runId || url.searchParams.get('at') === runId) return
  url.searchParams.set('at', runId)
  window.history.replaceState(window.history.state, '', url)
}

function lastWords(parts: readonly { type: string; text?: string }[]): string {
  const text = parts.findLast(({ type }) => type === 'text')?.text ?? ''
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
