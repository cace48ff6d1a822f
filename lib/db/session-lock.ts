import { createHash } from 'node:crypto'
import pg from 'pg'
import { requireEnv } from '#lib/env.ts'

/**
 * Holds a lock on a connection of its own while `work` runs: for work that no transaction may be held open across
 * (invariant 5). It ends with the process.
 */
export async function withSessionLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: requireEnv('APP_DATABASE_URL') })
  // A connection that breaks gives the lock up; the work is to be repeatable.
  client.on('error', () => {})
  await client.connect()
  try {
    const key = createHash('sha256').update(name).digest().readBigInt64BE()
    await client.query('select pg_advisory_lock($1)', [String(key)])
    return await work()
  } finally {
    await client.end()
  }
}
