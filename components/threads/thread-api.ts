import { z } from 'zod'
import type { Problem } from '#components/ui/problem.ts'
import { searchHit, shareView, threadView } from '#lib/threads/schema.ts'

const problem = z.object({ code: z.string(), detail: z.string() })

/** A refusal or failure, in the server's words where it sent some. */
class ThreadApiError extends Error implements Problem {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  signal?: AbortSignal
}

/** Asks the public API with the session's cookie. */
async function call<T extends z.ZodType>(path: string, output: T, { method = 'GET', body, signal }: Call = {}) {
  const init: RequestInit = { method, signal }
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  const response = await fetch(`/api/v1/${path}`, init).catch((error: Error) => {
    if (error.name === 'AbortError') throw error
    throw new ThreadApiError('unreachable', 'The server cannot be reached.')
  })
  const json: unknown = response.status === 204 ? {} : await response.json().catch(() => null)
  if (response.ok) return output.parse(json) as z.output<T>
  const told = problem.safeParse(json)
  if (told.success) throw new ThreadApiError(told.data.code, told.data.detail)
  throw new ThreadApiError('unanswered', `The server answered ${response.status}.`)
}

const threadPage = z.object({ items: z.array(threadView), nextCursor: z.string().nullable() })
const hits = z.object({ items: z.array(searchHit) })
const shares = z.object({ items: z.array(shareView) })
const member = z.object({ userId: z.string(), name: z.string(), email: z.string() })
const members = z.object({ items: z.array(member) })
const anything = z.unknown()

export type Member = z.output<typeof member>

const at = (workspaceId: string, threadId: string) => `workspaces/${workspaceId}/threads/${threadId}`

/** What the pages of threads ask of the server. */
export const threadApi = {
  list: (workspaceId: string, query: URLSearchParams, signal?: AbortSignal) =>
    call(`workspaces/${workspaceId}/threads?${query}`, threadPage, { signal }),
  search: (workspaceId: string, query: URLSearchParams, signal?: AbortSignal) =>
    call(`workspaces/${workspaceId}/search/threads?${query}`, hits, { signal }),
  rename: (workspaceId: string, threadId: string, title: string) =>
    call(at(workspaceId, threadId), threadView, { method: 'PATCH', body: { title } }),
  pin: (workspaceId: string, threadId: string, pinned: boolean) =>
    call(`${at(workspaceId, threadId)}/pinned`, threadView, { method: 'PUT', body: { pinned } }),
  archive: (workspaceId: string, threadId: string, archived: boolean) =>
    call(`${at(workspaceId, threadId)}/archived`, threadView, { method: 'PUT', body: { archived } }),
  delete: (workspaceId: string, threadId: string) => call(at(workspaceId, threadId), anything, { method: 'DELETE' }),
  restore: (workspaceId: string, threadId: string) =>
    call(`${at(workspaceId, threadId)}/restore`, threadView, { method: 'POST', body: {} }),
  open: (workspaceId: string, threadId: string) =>
    call(`${at(workspaceId, threadId)}/open`, threadView, { method: 'POST', body: {} }),
  shares: (workspaceId: string, threadId: string) => call(`${at(workspaceId, threadId)}/shares?limit=200`, shares),
  share: (workspaceId: string, threadId: string, userId: string) =>
    call(`${at(workspaceId, threadId)}/shares/${userId}`, shareView, { method: 'PUT', body: {} }),
  unshare: (workspaceId: string, threadId: string, userId: string) =>
    call(`${at(workspaceId, threadId)}/shares/${userId}`, anything, { method: 'DELETE' }),
  members: (tenantId: string) => call(`tenants/${tenantId}/members?limit=200`, members),
}

/** Where a thread is downloaded from. */
export function exportAddress(workspaceId: string, threadId: string, format: 'markdown' | 'json'): string {
  return `/api/v1/${at(workspaceId, threadId)}/export?format=${format}`
}
