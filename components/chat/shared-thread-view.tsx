'use client'

import { Eye, MessageSquareDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useSyncExternalStore } from 'react'
import { sharedStream } from '#components/stream/shared-stream.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { isOver } from '#lib/runs/lifecycle.ts'
import type { Transcript } from '#lib/runs/schema.ts'
import type { SharedThreadView as SharedThread } from '#lib/threads/schema.ts'
import { chatApi } from './chat-api.ts'
import { ThreadStore } from './thread-store.ts'
import { TranscriptView } from './transcript-view.tsx'

interface SharedThreadViewProps {
  tenantId: string
  thread: SharedThread
  me: { id: string; name: string }
  transcript: Transcript
}

/** A thread that was shared by name: live, and to be read alone. */
export function SharedThreadView({ tenantId, thread, me, transcript }: SharedThreadViewProps) {
  const t = useTranslations('threads')
  const [store] = useState(() => {
    const loadTranscript = () => chatApi.loadSharedTranscript(tenantId, thread.id)
    // Nothing is ever sent from here, so it needs no workspace and no agent.
    const options = { workspaceId: '', threadId: thread.id, agentId: '', me, transcript, loadTranscript }
    return new ThreadStore(options, sharedStream)
  })
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  const unfinished = snapshot.branch.runs.filter(({ status }) => !isOver(status))
  const agent = { id: '', ...thread.agent, isDemo: false }
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b px-4">
        <Avatar name={agent.name} color={agent.color} size="sm" />
        <h1 className="truncate font-semibold">{thread.title || t('untitled')}</h1>
        <span className="truncate text-muted-foreground text-sm max-sm:hidden">{agent.name}</span>
      </header>
      <main id="main" className="flex min-h-0 flex-1 flex-col">
        {snapshot.isGone ? (
          <Notice tone="warning" icon={MessageSquareDashed} className="m-4" role="status">
            {t('noLongerShared')}
          </Notice>
        ) : (
          <>
            <TranscriptView
              workspaceId={null}
              snapshot={snapshot}
              agent={agent}
              meId={me.id}
              activeRunId={unfinished[0]?.id}
              actions={undefined}
              onOpen={(nodeId) => void store.open(nodeId)}
              onOlder={() => undefined}
              onAgain={() => undefined}
              onDiscard={() => undefined}
              onExample={undefined}
            />
            <div className="mx-auto w-full max-w-3xl shrink-0 px-4 pb-4">
              <Notice icon={Eye}>{t('sharedBy', { name: thread.sharedBy, workspace: thread.workspaceName })}</Notice>
            </div>
          </>
        )}
      </main>
    </div>
  )
}
