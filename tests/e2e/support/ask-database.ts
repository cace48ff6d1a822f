import pg from 'pg'
import type { Environment } from './app.ts'

/** Asks an installation's database, past all walls: for what no page can do. */
export async function askDatabase<T extends object>(env: Environment, sql: string, values: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: env.PLATFORM_DATABASE_URL })
  await client.connect()
  try {
    return (await client.query<T>(sql, values)).rows
  } finally {
    await client.end()
  }
}
