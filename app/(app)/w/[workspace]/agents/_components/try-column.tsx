'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import type { ChatAgent } from '#components/chat/turn.tsx'
import { cn } from '#components/ui/class-names.ts'

// Most visits of an agent's page try nothing, so that they load nothing of it.
const TryThread = dynamic(async () => (await import('./try-thread.tsx')).TryThread)

interface TryColumnProps {
  workspaceId: string
  agent: ChatAgent
  me: { id: string; name: string }
  canTry: boolean
  children: ReactNode
}

/** The editor, and beside it a conversation with what is edited; on a phone one of the two. */
export function TryColumn({ workspaceId, agent, me, canTry, children }: TryColumnProps) {
  const t = useTranslations('agents')
  const [threadId, setThreadId] = useQueryState('try', parseAsString)
  const isOpen = canTry && threadId !== null
  return (
    <div className="flex min-h-0 flex-1">
      <div className={cn('flex min-w-0 flex-1 flex-col', isOpen && 'max-lg:hidden')}>{children}</div>
      {isOpen && (
        <aside
          aria-label={t('tryTitle', { name: agent.name })}
          className="flex min-h-0 w-[28rem] flex-col border-l max-lg:w-full max-lg:border-l-0"
        >
          <TryThread
            key={threadId}
            workspaceId={workspaceId}
            threadId={threadId}
            agent={agent}
            me={me}
            onClose={() => void setThreadId(null)}
          />
        </aside>
      )}
    </div>
  )
}
