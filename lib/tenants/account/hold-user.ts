import type { Tx } from '#lib/db/client.ts'
import { type AccountHolder, lockUser } from './store.ts'

/** Locks a person's row until the transaction ends: whatever lets them in is not changed from two sides at once. */
export function holdUser(tx: Tx, userId: string): Promise<AccountHolder | null> {
  return lockUser(tx, userId)
}
