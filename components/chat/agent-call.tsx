'use client'

import { ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { workspacePaths } from '#components/shell/shell-data.ts'
import type { ToolCallView } from '#lib/stream/events.ts'
import { Markdown } from './markdown.tsx'

/** How an answer is handed to the model that asked: marked as somebody else's words. People see whose they are. */
const MARKED_ANSWER = /^\[Answer of the agent [^\n]*\]\n([\s\S]*)\n\[\w{12}: end\]$/

/** What one agent wrote to another by this call; null for any other call. */
export function agentCallOf({ name, args }: ToolCallView): { agent: string; message: string } | null {
  if (name !== 'agent_ask' && name !== 'agent_tell') return null
  if (typeof args !== 'object' || args === null) return null
  const { agent, message } = args as Record<string, unknown>
  return typeof agent === 'string' && typeof message === 'string' ? { agent, message } : null
}

interface AgentCallProps {
  call: ToolCallView
  agent: string
  message: string
  /** Null: the thread is shared, others of its workspace are not. */
  workspaceId: string | null
}

/** What was asked of another agent, and what came back. */
export function AgentCall({ call, agent, message, workspaceId }: AgentCallProps) {
  const t = useTranslations('chat')
  const { name, status, result } = call
  const answer = result && (MARKED_ANSWER.exec(result.text)?.[1] ?? result.text)
  return (
    <div className="flex flex-col gap-3 p-3 text-sm">
      <p className="whitespace-pre-wrap break-words border-l-2 pl-3 text-muted-foreground">{message}</p>
      {answer && <Markdown>{answer}</Markdown>}
      {!result && status === 'started' && name === 'agent_ask' && (
        <p className="text-muted-foreground">
          {t('awaitsAgent', { agent })}{' '}
          {workspaceId !== null && (
            <Link
              href={workspacePaths(workspaceId).team}
              prefetch={false}
              className="rounded text-accent underline underline-offset-2"
            >
              {t('watchTeam')}
            </Link>
          )}
        </p>
      )}
    </div>
  )
}

/** Leads to the thread in which the other agent works on it. */
export function AgentThreadLink({ call, agent, workspaceId }: Omit<AgentCallProps, 'message'>) {
  const t = useTranslations('chat')
  const view = call.result?.view
  if (view?.kind !== 'agent' || workspaceId === null) return null
  return (
    <Link
      href={workspacePaths(workspaceId).thread(view.threadId)}
      prefetch={false}
      aria-label={t('agentThreadOf', { agent })}
      className="mr-2 flex shrink-0 items-center gap-1 rounded px-1 text-muted-foreground text-xs hover:text-foreground hover:underline max-md:min-h-10"
    >
      <span className="max-sm:sr-only">{t('agentThread')}</span>
      <ArrowUpRight aria-hidden className="size-3.5" />
    </Link>
  )
}
