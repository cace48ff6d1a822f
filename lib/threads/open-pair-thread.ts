import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import type { Pair } from './pair.ts'
import { findPairThread, insertPairThread } from './store.ts'

/**
 * The one thread of a pair and a root run, held so that posts to it come one after the other; the caller holds all that
 * happens below the root run.
 * @returns null where a person has removed it
 */
export async function openPairThread(tx: Tx, scope: WorkspaceScope, pair: Pair): Promise<string | null> {
  const found = await findPairThread(tx, pair)
  if (found) return found.isDeleted ? null : found.id
  const id = newId()
  await insertPairThread(tx, scope, id, pair)
  return id
}
