import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringUpServices, keepServicesUp, type Services } from '#scripts/services/bring-up.ts'
import { makePassable, testDataDir } from '#scripts/services/folders.ts'
import { cleanUpTestDatabases } from './database.ts'

const say = (line: string) => process.stderr.write(`[services] ${line}\n`)

/**
 * Vitest's global set-up: PostgreSQL and Redis for the integration and end-to-end tests. `npm test` brings its own; a
 * single file run by hand gets the kept test cluster, which stays for the next time.
 */
export async function setup(): Promise<void> {
  if (!process.env.TEST_DATABASE_URL || !process.env.TEST_REDIS_URL) {
    const services = await keepServicesUp({ dataDir: testDataDir, say })
    process.env.TEST_DATABASE_URL = services.databaseUrl
    process.env.TEST_REDIS_URL = services.redisUrl
  }
  await cleanUpTestDatabases()
}

/** Servers that one test may kill and restart as it likes. */
export interface PrivateServices {
  databaseUrl: string
  redisUrl: string
  /** Starts what is not running, at the same addresses. */
  start(): Promise<void>
  /** Ends one server: in order, or with SIGKILL as a power cut would. */
  stop(name: 'postgres' | 'redis', how?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Ends all and removes the data. */
  destroy(): Promise<void>
}

/** A PostgreSQL and a Redis of the test's own, from the packages that the test cluster runs. About three seconds. */
export async function startPrivateServices(): Promise<PrivateServices> {
  const dataDir = mkdtempSync(join(tmpdir(), 'crewhouse-services-'))
  makePassable(dataDir, { evenIfExisting: true })
  const bringUp = () => bringUpServices({ dataDir, say, disposable: true, backend: 'packages' })
  let services: Services = await bringUp()
  const { databaseUrl, redisUrl } = services
  return {
    databaseUrl,
    redisUrl,
    start: async () => {
      services = await bringUp()
      if (services.databaseUrl !== databaseUrl || services.redisUrl !== redisUrl) {
        throw new Error('A restarted server came back at another address: its port was taken meanwhile.')
      }
    },
    stop: async (name, how = 'SIGTERM') => {
      const service = services.own.find((candidate) => candidate.name === name)
      await (how === 'SIGKILL' ? service?.kill() : service?.stop())
    },
    destroy: async () => {
      await services.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
