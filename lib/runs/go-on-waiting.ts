import type { Tx } from '#lib/db/client.ts'
import { requeueWaiting } from './store.ts'

/** A run that waited is queued again: it goes on where it stopped, with the steps that it has left. */
export async function goOnWaiting(tx: Tx, runId: string): Promise<void> {
  await requeueWaiting(tx, runId)
}
