import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { AppError } from '#lib/errors.ts'
import { startCompose, whyNoCompose } from './compose.ts'
import { unpackDebianPackages, whyNoDebianPackages } from './debian-packages.ts'
import { hostableFolder, makePassable, serviceIdentity, testDataDir } from './folders.ts'
import { withLock } from './lock.ts'
import { startPostgres } from './postgres.ts'
import { isKept, keptMarker, newRecord, readRecord, type ServicesRecord, writeRecord } from './record.ts'
import { startRedis } from './redis.ts'
import type { Service } from './service.ts'

export interface Services {
  databaseUrl: string
  redisUrl: string
  /** Where each is, for people. */
  postgres: string
  redis: string
  /** Those that are ours to watch; none for addresses that came from outside. */
  own: Service[]
  /** Stops what is ours, unless `services up` asked to keep it. */
  stop(): Promise<void>
}

export interface BringUpOptions {
  dataDir: string
  say: (line: string) => void
  /** Addresses that win, usually from the environment. */
  databaseUrl?: string
  redisUrl?: string
  disposable?: boolean
  /** Leaves no choice. */
  backend?: 'packages'
}

const threeWays = `PostgreSQL 17 with pgvector and Redis 7 are needed. Any one of these ways will do:
  1. Set DATABASE_URL and REDIS_URL to servers that you run. The PostgreSQL role must be allowed to create roles.
  2. Install a Docker engine with compose that can fetch pgvector/pgvector:pg17 and redis:7.
  3. Use Debian 12, Ubuntu 24.04 or later: their packages are then unpacked into a folder of the project, without root.`

/** PostgreSQL and Redis: from the environment, else in Docker, else from the distribution's packages. */
export async function bringUpServices(options: BringUpOptions): Promise<Services> {
  const { databaseUrl, redisUrl } = options
  if (databaseUrl && redisUrl) return assemble(options, [])
  makePassable(options.dataDir)
  // Two commands at once on one folder: the second finds the servers of the first.
  const own = await withLock(join(options.dataDir, 'services.lock'), () => startOwn(options))
  return assemble(options, own)
}

/** Leaves the servers running after the command, until `takeDown`. */
export async function keepServicesUp(options: BringUpOptions): Promise<Services> {
  const services = await bringUpServices(options)
  writeFileSync(keptMarker(options.dataDir), '')
  return services
}

/** Ends what `keepServicesUp` left. */
export async function takeServicesDown(dataDir: string, say: (line: string) => void): Promise<void> {
  rmSync(keptMarker(dataDir), { force: true })
  if (!readRecord(dataDir)) return
  const services = await bringUpServices({ dataDir, say })
  await services.stop()
}

function assemble(options: BringUpOptions, own: Service[]): Services {
  const find = (name: Service['name']) => own.find((service) => service.name === name)
  const fromEnvironment = (url: string | undefined) => `${new URL(url ?? '').host}, from the environment`
  return {
    databaseUrl: options.databaseUrl || find('postgres')?.url || '',
    redisUrl: options.redisUrl || find('redis')?.url || '',
    postgres: find('postgres')?.where ?? fromEnvironment(options.databaseUrl),
    redis: find('redis')?.where ?? fromEnvironment(options.redisUrl),
    own,
    stop: async () => {
      if (isKept(options.dataDir)) return
      // PostgreSQL last: it holds the truth, and Redis may still be writing what is derived from it.
      for (const service of [find('redis'), find('postgres')]) await service?.stop()
    },
  }
}

async function startOwn(options: BringUpOptions): Promise<Service[]> {
  const { dataDir } = options
  const record = readRecord(dataDir) ?? (await chooseBackend(options))
  writeRecord(dataDir, record)
  const started =
    record.backend === 'compose' ? await startInDocker(dataDir, record) : await startFromPackages(record, options)
  const ports = {
    postgresPort: started.postgresPort ?? record.postgresPort,
    redisPort: started.redisPort ?? record.redisPort,
  }
  writeRecord(dataDir, { ...record, ...ports })
  return started.services
}

async function chooseBackend({ dataDir, say, backend }: BringUpOptions): Promise<ServicesRecord> {
  const noCompose = backend === 'packages' ? 'as asked' : await whyNoCompose(say)
  if (!noCompose) return newRecord('compose', '')
  const noPackages = whyNoDebianPackages()
  if (noPackages) throw new AppError('unavailable', `${threeWays}\nHere: ${noCompose}; ${noPackages}.`)
  say(`Services from Debian’s packages (${noCompose})`)
  const folder = hostableFolder(join(dataDir, 'services'), serviceIdentity())
  return newRecord('packages', folder.startsWith(dataDir) ? relative(dataDir, folder) : folder)
}

interface Started {
  services: Service[]
  postgresPort?: number
  redisPort?: number
}

async function startInDocker(dataDir: string, record: ServicesRecord): Promise<Started> {
  const project = `crewhouse-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`
  const { postgres, redis, postgresPort, redisPort } = await startCompose(project, record)
  return { services: [postgres, redis], postgresPort, redisPort }
}

async function startFromPackages(record: ServicesRecord, options: BringUpOptions): Promise<Started> {
  const { say } = options
  const programs = await unpackDebianPackages(say)
  const folder = makePassable(resolve(options.dataDir, record.folder))
  const disposable = options.disposable ?? options.dataDir === testDataDir
  const postgres = options.databaseUrl
    ? undefined
    : await startPostgres({
        bin: programs.postgresBin,
        folder,
        password: record.postgresPassword,
        port: record.postgresPort,
        disposable,
        say,
      })
  const redis = options.redisUrl
    ? undefined
    : await startRedis({
        program: programs.redisServer,
        folder,
        password: record.redisPassword,
        port: record.redisPort,
      })
  return {
    services: [postgres, redis].filter((service) => service !== undefined),
    postgresPort: postgres?.port,
    redisPort: redis?.port,
  }
}
