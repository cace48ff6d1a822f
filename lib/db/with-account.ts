import { db, type Tx } from './client.ts'

/**
 * Runs `work` in one transaction in which exist the ways in of one person: their second factor, passkeys and linked
 * identities. No scope has them, the person's own neither.
 */
export async function withAccount<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(async (tx) => {
    await setAccount(tx, userId)
    return work(tx)
  })
}

/** Goes on with the account of the person who was found meanwhile. */
export async function setAccount(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`select set_config('app.account_id', ${userId}, true)`
}
