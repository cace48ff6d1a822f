import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { closeDb } from '#lib/db/client.ts'
import { closeRedis } from '#lib/queue/connection.ts'
import { closeQueue } from '#lib/queue/enqueue.ts'
import { createTestDatabase, createTestRedis, testSecret } from '#tests/support/database.ts'

export interface Installation {
  /** The owner's connections: what they see is what there is. */
  sql: pg.Pool
  appUrl: string
  /** A fingerprint of all rows of a tenant. */
  stateOf(tenantId: string): Promise<string>
  /** Before so many worlds are made: the older ones go from time to time, since they slow every look at what has changed. */
  makeRoom(wantedWorlds: number): Promise<void>
  /** Names of the tables in which any row of the tenant holds the text. */
  tablesThatMention(tenantId: string, text: string): Promise<string[]>
  close(): Promise<void>
}

/** Worlds that lie about before they are cleared away. */
const WORLDS_KEPT = 80

/** A database and a Redis of the test's own, and this process configured to serve from them. */
export async function installHere(): Promise<Installation> {
  const database = await createTestDatabase()
  const { redisUrl, drop } = await createTestRedis()
  Object.assign(process.env, {
    APP_DATABASE_URL: database.appUrl,
    PLATFORM_DATABASE_URL: database.platformUrl,
    REDIS_URL: redisUrl,
    CREWHOUSE_SECRET: testSecret,
    CREWHOUSE_KEK: randomBytes(32).toString('base64'),
    CREWHOUSE_URL: 'http://localhost:3000',
    LOG_LEVEL: 'silent',
  })
  const sql = new pg.Pool({ connectionString: database.ownerUrl, max: 4, pipeline: true })
  // Dropping the database may overtake the goodbye of a connection.
  sql.on('error', () => {})
  const { rows } = await sql.query<{ name: string; key: string }>(
    `select table_name as name, case table_name when 'tenants' then 'id' else 'tenant_id' end as key
     from information_schema.tables t where table_schema = 'public' and table_type = 'BASE TABLE' and (table_name = 'tenants'
       or exists (select 1 from information_schema.columns c where c.table_schema = 'public' and c.table_name = t.table_name
         and c.column_name = 'tenant_id'))
     order by 1`,
  )
  const over = (one: (table: { name: string; key: string }) => string) => rows.map(one).join(' union all ')
  const stateQuery = `${over(
    ({ name, key }) => `select '${name}' as name, md5(string_agg(r::text, '|' order by r::text)) as state
      from "${name}" r where "${key}" = $1`,
  )} order by name`
  const mentionQuery = over(
    ({ name, key }) => `select '${name}' as name where exists (
      select 1 from "${name}" r where "${key}" = $1 and r::text like '%' || $2 || '%')`,
  )
  let worlds = 0
  return {
    sql,
    appUrl: database.appUrl,
    async stateOf(tenantId) {
      return JSON.stringify((await sql.query({ name: 'state', text: stateQuery, values: [tenantId] })).rows)
    },
    async makeRoom(wanted) {
      worlds += wanted
      if (worlds <= WORLDS_KEPT) return
      worlds = wanted
      await sql.query('truncate tenants, users cascade')
    },
    async tablesThatMention(tenantId, text) {
      return (await sql.query<{ name: string }>(mentionQuery, [tenantId, text])).rows.map(({ name }) => name)
    },
    async close() {
      await closeQueue()
      await closeRedis()
      await closeDb()
      await sql.end()
      await drop()
      await database.drop()
    },
  }
}
