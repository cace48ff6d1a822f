import { z } from 'zod'
import type { Problem } from '#components/ui/problem.ts'
import { runView, transcript } from '#lib/runs/schema.ts'
import { messageView } from '#lib/stream/events.ts'

/** A refusal or failure, in the server's words for the person where it sent some. */
export class ApiError extends Error implements Problem {
  /** The server's, or one of the browser's own: nothing arrived, or nothing that can be read. */
  readonly code: string
  /** Trying the same again can succeed. */
  readonly isPassing: boolean

  constructor(code: string, message: string, isPassing: boolean) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.isPassing = isPassing
  }
}

const problem = z.object({ code: z.string(), detail: z.string() })

async function call<T extends z.ZodType>(path: string, output: T, body?: unknown): Promise<z.output<T>> {
  let response: Response
  try {
    response = await fetch(`/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? undefined : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  } catch {
    throw new ApiError('unreachable', 'The server cannot be reached.', true)
  }
  const json: unknown = await response.json().catch(() => null)
  if (response.ok) return output.parse(json)
  const told = problem.safeParse(json)
  const isPassing = response.status >= 500 || response.status === 429
  if (told.success) throw new ApiError(told.data.code, told.data.detail, isPassing)
  throw new ApiError('unanswered', `The server answered ${response.status}.`, isPassing)
}

const posted = z.object({ message: messageView, run: runView })

/** What the thread page asks of the server, over the public API with the session's cookie. */
export const chatApi = {
  loadTranscript: (workspaceId: string, threadId: string) =>
    call(`workspaces/${workspaceId}/threads/${threadId}/transcript`, transcript),
  loadSharedTranscript: (tenantId: string, threadId: string) =>
    call(`tenants/${tenantId}/shared-threads/${threadId}/transcript`, transcript),
  /** With the ids that the browser chose: posting again after a lost answer is harmless. */
  postMessage: (workspaceId: string, threadId: string, message: { text: string; messageId: string; runId: string }) =>
    call(`workspaces/${workspaceId}/threads/${threadId}/messages`, posted, message),
  cancelRun: (workspaceId: string, runId: string) =>
    call(`workspaces/${workspaceId}/runs/${runId}/cancel`, runView, {}),
  retryRun: (workspaceId: string, runId: string) => call(`workspaces/${workspaceId}/runs/${runId}/retry`, runView, {}),
  continueRun: (workspaceId: string, runId: string) =>
    call(`workspaces/${workspaceId}/runs/${runId}/continue`, runView, {}),
}
