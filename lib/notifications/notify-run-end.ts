import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import type { RunError, RunStatus } from '#lib/stream/events.ts'
import type { NotificationKind } from './schema.ts'
import { insertNotification } from './store.ts'
import { WAITING_CODES } from './waits-for-person.ts'

/** Who waited no longer than this for a good end is still there, and is not told. */
export const MIN_WAIT_MS = 10_000

function kindOf(end: { status: RunStatus; error: RunError | null }): NotificationKind | null {
  if (end.status === 'succeeded') return 'finished'
  // For a person's word; without an error it waits for the program that asked, and some go on by themselves.
  if (end.status === 'waiting') return end.error && !['stopped', 'agents'].includes(end.error.code) ? 'waiting' : null
  if (end.status !== 'failed') return null
  return WAITING_CODES.includes(end.error?.code ?? '') ? 'waiting' : 'failed'
}

/**
 * Writes down for the person who asked for a run what became of it, in the transaction that ends it. A run that a person
 * cancelled tells nobody.
 * @param knownWaitMs how long it took at most, where that is known without a query: a quick turn costs nothing here
 * @returns the user to hint at after the commit
 */
export async function notifyRunEnd(
  tx: Tx,
  run: { runId: string; attempt: number },
  end: { status: RunStatus; error: RunError | null },
  knownWaitMs = Number.POSITIVE_INFINITY,
): Promise<string | null> {
  const kind = kindOf(end)
  const minWaitMs = kind === 'finished' ? MIN_WAIT_MS : 0
  if (!kind || knownWaitMs < minWaitMs) return null
  const { runId, attempt } = run
  // What is asked stands in the thread; that something is, the notification's kind says.
  const detail = end.status === 'waiting' ? '' : (end.error?.message ?? '')
  return insertNotification(tx, { id: newId(), runId, attempt, kind, detail, minWaitMs })
}
