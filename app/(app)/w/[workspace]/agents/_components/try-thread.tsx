'use client'

import { Lock, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { chatApi } from '#components/chat/chat-api.ts'
import { ThreadView } from '#components/chat/thread-view.tsx'
import type { ChatAgent } from '#components/chat/turn.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { idSchema } from '#lib/ids.ts'
import type { Transcript } from '#lib/runs/schema.ts'

interface TryThreadProps {
  workspaceId: string
  /** Out of the address: it may be anything. */
  threadId: string
  agent: ChatAgent
  me: { id: string; name: string }
  onClose: () => void
}

/** A private conversation that is answered by settings which are not saved. */
export function TryThread({ workspaceId, threadId, agent, me, onClose }: TryThreadProps) {
  const t = useTranslations('agents')
  const [transcript, setTranscript] = useState<Transcript | 'gone' | null>(null)
  useEffect(() => {
    if (!idSchema.safeParse(threadId).success) return setTranscript('gone')
    let isLeft = false
    chatApi.loadTranscript(workspaceId, threadId).then(
      (found) => isLeft || setTranscript(found),
      () => isLeft || setTranscript('gone'),
    )
    return () => {
      isLeft = true
    }
  }, [workspaceId, threadId])
  const header = (
    <div className="flex h-12 shrink-0 items-center gap-2 border-b px-4">
      <Lock aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <h2 className="min-w-0 flex-1 truncate font-semibold">{t('tryTitle', { name: agent.name })}</h2>
      <Button variant="ghost" size="icon-sm" aria-label={t('closeTry')} onClick={onClose}>
        <X aria-hidden />
      </Button>
    </div>
  )
  if (transcript === null || transcript === 'gone') {
    return (
      <>
        {header}
        <div className="flex flex-col gap-3 p-4">
          {transcript === 'gone' ? (
            <Notice tone="warning" role="status">
              {t('tryGone')}
            </Notice>
          ) : (
            <>
              <Skeleton className="h-4 w-2/3" />
              <Skeleton className="h-4 w-1/2" />
            </>
          )}
        </div>
      </>
    )
  }
  return (
    <ThreadView
      workspaceId={workspaceId}
      thread={{ id: threadId, agentId: agent.id, title: '', private: true }}
      agent={agent}
      me={me}
      canWrite
      transcript={transcript}
      header={header}
    />
  )
}
