'use client'

import type { SubmitResult } from '#components/ui/use-submit.ts'
import { newId } from '#lib/ids.ts'

interface NewThread {
  workspaceId: string
  agentId: string
  text: string
  isPrivate: boolean
}

/** Makes the thread and posts its first message; the thread's page then shows the run from its first token on. */
export async function startThread(input: NewThread): Promise<SubmitResult<{ threadId: string }>> {
  const threadId = newId()
  const threads = `/api/v1/workspaces/${input.workspaceId}/threads`
  const created = await post(threads, { threadId, agentId: input.agentId, private: input.isPrivate })
  if (!created.ok) return created
  const posted = await post(`${threads}/${threadId}/messages`, { text: input.text })
  return posted.ok ? { ok: true, data: { threadId } } : posted
}

async function post(path: string, body: unknown): Promise<SubmitResult<null>> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return { ok: true, data: null }
  const problem = await response.json().catch(() => ({}))
  return {
    ok: false,
    error: {
      code: problem.code ?? 'unanswered',
      message: problem.detail ?? `The server answered ${response.status}. Try again.`,
    },
  }
}
