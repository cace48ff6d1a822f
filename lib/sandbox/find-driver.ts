import { db } from '#lib/db/client.ts'
import { DRIVER_KINDS, type DriverKind } from './spec.ts'

/** A worker that has not been heard of for this long is taken for dead. */
const WORKER_SILENCE_MS = 8000

/** The sandbox in which agents work at present, for people to be told; null when no worker is up. */
export async function findDriver(): Promise<DriverKind | null> {
  const worker = await db().worker.findFirst({
    where: { heartbeatAt: { gt: new Date(Date.now() - WORKER_SILENCE_MS) } },
    orderBy: { heartbeatAt: 'desc' },
    select: { sandboxDriver: true },
  })
  return DRIVER_KINDS.find((kind) => kind === worker?.sandboxDriver) ?? null
}
