import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import { prepareDatabase } from '#lib/db/migrate.ts'
import { projectRoot } from '#scripts/services/folders.ts'
import { isAlive } from '#scripts/services/processes.ts'
import { testDatabaseUrl, testRedisUrl } from './addresses.ts'

/** CREWHOUSE_SECRET of all tests: the roles' passwords derive from it, and roles belong to the whole cluster. */
export const testSecret = 'a secret of the tests alone, known to everyone'

/** Any number will do, so long as it is not the migrations' own. */
const templateLock = 5_300_117

export interface TestDatabase {
  ownerUrl: string
  appUrl: string
  platformUrl: string
  drop(): Promise<void>
}

/** A migrated database of the caller's own, cloned from a template in about a tenth of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  // The name carries the process, so that what a killed test leaves can be told from what is in use.
  const name = `crewhouse_test_${process.pid}_${randomBytes(4).toString('hex')}`
  const urls = await onMaintenance(async (client) => {
    const template = await ensureTemplate(client)
    await client.query(`create database ${name} template ${template.name}`)
    return template
  })
  return {
    ownerUrl: withDatabase(testDatabaseUrl(), name),
    appUrl: withDatabase(urls.appUrl, name),
    platformUrl: withDatabase(urls.platformUrl, name),
    drop: () =>
      onMaintenance(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  }
}

/** A logical Redis database of the caller's own, empty. BullMQ allows no key prefix everywhere; a number is enough. */
export async function createTestRedis(): Promise<{ redisUrl: string; drop(): Promise<void> }> {
  // Number 0 holds the leases: a killed test's runs out by itself.
  const leases = new Redis(testRedisUrl())
  const databases = Number(((await leases.config('GET', 'databases')) as string[])[1])
  const leaseMs = 15 * 60_000
  const start = Math.floor(Math.random() * databases)
  for (let offset = 0; offset < databases; offset++) {
    const number = (start + offset) % databases
    const key = `test-database:${number}`
    if (number === 0 || !(await leases.set(key, process.pid, 'PX', leaseMs, 'NX'))) continue
    const redisUrl = testRedisUrl().replace(/\/\d+$/, `/${number}`)
    const renewal = setInterval(() => void leases.pexpire(key, leaseMs).catch(() => undefined), leaseMs / 3).unref()
    const flush = async () => {
      await leases.multi().select(number).flushdb().select(0).exec()
    }
    await flush()
    return {
      redisUrl,
      drop: async () => {
        clearInterval(renewal)
        await flush()
        await leases.del(key)
        leases.disconnect()
      },
    }
  }
  leases.disconnect()
  throw new Error(`All ${databases} logical databases of the test Redis are taken.`)
}

/** Drops what killed test processes and older migrations left behind. */
export async function cleanUpTestDatabases(): Promise<void> {
  const current = `crewhouse_template_${migrationsHash()}`
  await onMaintenance((client) =>
    locked(client, async () => {
      const { rows } = await client.query<{ datname: string }>(
        "select datname from pg_database where datname like 'crewhouse\\_test\\_%' or datname like 'crewhouse\\_template\\_%'",
      )
      for (const { datname } of rows) {
        const pid = /^crewhouse_test_(\d+)_/.exec(datname)?.[1]
        if (pid ? isAlive(Number(pid)) : datname === current) continue
        await client.query(`drop database if exists ${datname} with (force)`)
      }
    }),
  )
}

async function ensureTemplate(client: pg.Client): Promise<{ name: string; appUrl: string; platformUrl: string }> {
  const name = `crewhouse_template_${migrationsHash()}`
  return locked(client, async () => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount && roleUrls) return { name, ...roleUrls }
    // Filled under another name: the template of a process that was killed would otherwise pass for whole.
    const filling = `${name}_filling`
    if (!rowCount) {
      await client.query(`drop database if exists ${filling} with (force)`)
      await client.query(`create database ${filling}`)
    }
    const ownerUrl = withDatabase(testDatabaseUrl(), rowCount ? name : filling)
    roleUrls = await prepareDatabase({ ownerUrl, secret: testSecret })
    if (!rowCount) await client.query(`alter database ${filling} rename to ${name}`)
    return { name, ...roleUrls }
  })
}

/** The roles' addresses; the database in them is to be replaced. */
let roleUrls: { appUrl: string; platformUrl: string } | undefined

async function locked<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [templateLock])
  try {
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock])
  }
}

function migrationsHash(): string {
  const hash = createHash('sha256')
  const folder = join(projectRoot, 'prisma/migrations')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    if (statSync(path).isFile()) hash.update(name).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 12)
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

async function onMaintenance<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase(testDatabaseUrl(), 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
