import { z } from 'zod'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { db } from '#lib/db/client.ts'
import { AppError, type ErrorCode } from '#lib/errors.ts'
import { signScope, type WorkerOperation } from './signed-scope.ts'

/** A worker that has not been heard of for this long is taken for dead. */
const WORKER_SILENCE_MS = 8000

const problem = z.object({ code: z.string(), detail: z.string() })

/**
 * One request to a live worker's internal API, on behalf of a scope that may do it.
 * @param path below `/v1`, with its query
 * @throws AppError as the worker says; `unavailable` when no worker is up
 */
export async function callWorker(
  scope: WorkspaceScope,
  operation: WorkerOperation,
  path: string,
  init: { method?: string; body?: BodyInit; signal?: AbortSignal } = {},
): Promise<Response> {
  const token = await signScope({
    tenantId: scope.tenantId,
    workspaceId: scope.workspaceId,
    principalId: scope.principalId,
    operation,
  })
  const response = await send(`${await workerUrl()}/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}` },
    ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  if (response.ok) return response
  const said = problem.safeParse(await response.json().catch(() => null))
  if (!said.success) throw new AppError('unavailable', `The worker answered ${response.status}. Try again.`)
  throw new AppError(said.data.code as ErrorCode, said.data.detail)
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
