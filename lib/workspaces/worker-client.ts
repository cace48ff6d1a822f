import { z } from 'zod'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { db } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError, type ErrorCode } from '#lib/errors.ts'
import { signScope, type WorkerOperation } from './signed-scope.ts'

/** A worker that has not been heard of for this long is taken for dead. */
const WORKER_SILENCE_MS = 8000

const problem = z.object({ code: z.string(), detail: z.string() })

export interface WorkerCall {
  method?: string
  body?: BodyInit
  signal?: AbortSignal
  /** Whose sandbox it is about: the worker that holds it is asked. */
  agentId?: string
  loginId?: string
}

/**
 * One request to a live worker's internal API, on behalf of a scope that may do it.
 * @param path below `/v1`, with its query
 * @throws AppError as the worker says; `unavailable` when no worker is up
 */
export async function callWorker(
  scope: WorkspaceScope,
  operation: WorkerOperation,
  path: string,
  { agentId, loginId, ...init }: WorkerCall = {},
): Promise<Response> {
  const token = await signScope({
    tenantId: scope.tenantId,
    workspaceId: scope.workspaceId,
    principalId: scope.principalId,
    operation,
    loginId,
  })
  const response = await send(`${(agentId && (await holderUrl(scope, agentId))) || (await workerUrl())}/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}` },
    ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  if (response.ok) return response
  const said = problem.safeParse(await response.json().catch(() => null))
  if (!said.success) throw new AppError('unavailable', `The worker answered ${response.status}. Try again.`)
  throw new AppError(said.data.code as ErrorCode, said.data.detail)
}

/** `fetch` empties the body of an answer that is no longer held and not yet read: each body holds its own. */
const answers = new WeakMap<ReadableStream, Response>()

/** The bytes that the worker answers with, for a reader who comes later. */
export function bodyOf(response: Response): ReadableStream<Uint8Array> {
  const { body } = response
  if (!body) throw new Error('the worker sent no body')
  answers.set(body, response)
  return body
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new AppError('unavailable', 'The worker cannot be reached. Files are there again when it runs.', {
      cause: error,
    })
  }
}

async function workerUrl(): Promise<string> {
  const since = new Date(Date.now() - WORKER_SILENCE_MS)
  const worker = await db().worker.findFirst({
    where: { heartbeatAt: { gt: since } },
    orderBy: { heartbeatAt: 'desc' },
    select: { internalUrl: true },
  })
  if (!worker) throw new AppError('unavailable', 'No worker is running. Files are there again when one does.')
  return worker.internalUrl
}

/** The worker that leases the agent's sandbox, if one does. */
async function holderUrl(scope: WorkspaceScope, agentId: string): Promise<string | undefined> {
  const lease = await withScope(scope, (tx) =>
    tx.sandboxLease.findFirst({ where: { agentId, expiresAt: { gt: new Date() } }, select: { workerId: true } }),
  )
  if (!lease) return undefined
  const since = new Date(Date.now() - WORKER_SILENCE_MS)
  const worker = await db().worker.findFirst({
    where: { id: lease.workerId, heartbeatAt: { gt: since } },
    select: { internalUrl: true },
  })
  return worker?.internalUrl
}
