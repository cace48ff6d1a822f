'use client'

import { useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { useCallback, useState } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { type AgentDraft, tryDraft } from '../actions.ts'

/** Opens a conversation with what is edited, or has the open one go on with it. */
export function useTry(workspaceId: string, agentId: string, draft: AgentDraft) {
  const t = useTranslations('agents')
  const [threadId, setThreadId] = useQueryState('try', parseAsString)
  const [tried, setTried] = useState<string>()
  // The sandbox is the saved one: there is one container for all threads of an agent.
  const { sandbox: _, ...settings } = draft
  const now = JSON.stringify(settings)
  const begin = useCallback(
    (opened: { threadId: string }, input: { threadId?: string }) => {
      if (input.threadId) toast.success(t('tryNow'))
      else void setThreadId(opened.threadId, { history: 'push' })
    },
    [t, setThreadId],
  )
  const { submit, pending, error } = useSubmit(tryDraft, begin)
  const start = () => {
    setTried(now)
    submit({ workspaceId, agentId, ...settings, ...(threadId && { threadId }) })
  }
  return { isOpen: threadId !== null, isCurrent: threadId !== null && tried === now && !error, start, pending, error }
}
