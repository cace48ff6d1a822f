import { z } from 'zod'
import type { Problem } from '#components/ui/problem.ts'
import { runView, transcript } from '#lib/runs/schema.ts'
import { messageView, toolCallView } from '#lib/stream/events.ts'

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

async function call<T extends z.ZodType>(
  path: string,
  output: T,
  body?: object,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' = body === undefined ? 'GET' : 'POST',
): Promise<z.output<T>> {
  let response: Response
  try {
    response = await fetch(`/api/v1/${path}`, {
      method,
      headers: body === undefined || body instanceof Blob ? undefined : { 'content-type': 'application/json' },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
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

export interface NewMessage {
  text: string
  messageId: string
  runId: string
  /** A run on the branch that it goes on with. */
  afterRunId?: string
  /** The message that it is another version of. */
  insteadOfId?: string
  /** For the run at work, at its next step. */
  steer?: boolean
  attachments?: string[]
}

/** What the thread page asks of the server, over the public API with the session's cookie. */
export const chatApi = {
  loadTranscript: (workspaceId: string, threadId: string, place: { at?: string; before?: string } = {}) =>
    call(`workspaces/${workspaceId}/threads/${threadId}/transcript?${new URLSearchParams(place)}`, transcript),
  loadSharedTranscript: (tenantId: string, threadId: string) =>
    call(`tenants/${tenantId}/shared-threads/${threadId}/transcript`, transcript),
  /** With the ids that the browser chose: posting again after a lost answer is harmless. */
  postMessage: (workspaceId: string, threadId: string, message: NewMessage) =>
    call(`workspaces/${workspaceId}/threads/${threadId}/messages`, posted, message),
  editMessage: (workspaceId: string, messageId: string, text: string) =>
    call(`workspaces/${workspaceId}/messages/${messageId}`, messageView, { text }, 'PATCH'),
  withdrawMessage: (workspaceId: string, messageId: string) =>
    call(`workspaces/${workspaceId}/messages/${messageId}`, z.unknown(), undefined, 'DELETE'),
  steerMessage: (workspaceId: string, messageId: string) =>
    call(`workspaces/${workspaceId}/messages/${messageId}/steer`, runView, {}),
  stopToolCall: (workspaceId: string, runId: string, toolCallId: string) =>
    call(`workspaces/${workspaceId}/runs/${runId}/tool-calls/${toolCallId}/stop`, toolCallView, {}),
  uploadFile: (workspaceId: string, path: string, file: File) =>
    call(`workspaces/${workspaceId}/files/content?${new URLSearchParams({ path })}`, z.unknown(), file, 'PUT'),
  cancelRun: (workspaceId: string, runId: string) =>
    call(`workspaces/${workspaceId}/runs/${runId}/cancel`, runView, {}),
  retryRun: (workspaceId: string, runId: string) => call(`workspaces/${workspaceId}/runs/${runId}/retry`, runView, {}),
  continueRun: (workspaceId: string, runId: string) =>
    call(`workspaces/${workspaceId}/runs/${runId}/continue`, runView, {}),
}
