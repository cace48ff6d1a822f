import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import pg from 'pg'
import { prepareDatabase } from '#lib/db/migrate.ts'
import { AppError } from '#lib/errors.ts'
import { ensureDockerEngine } from '#scripts/docker/engine.ts'
import { bringUpServices, type Services } from '#scripts/services/bring-up.ts'
import { benchDataDir, makePassable, projectRoot } from '#scripts/services/folders.ts'
import { buildWeb } from '#scripts/start/build.ts'
import { platformEnvironment } from '#scripts/start/environment.ts'
import { prepareSandboxImage } from '#scripts/start/sandbox.ts'
import { ensureSecrets } from '#scripts/start/secrets.ts'
import type { Shutdown } from '#scripts/start/shutdown.ts'
import { testEnvironment } from '#scripts/test/prepare.ts'
import type { Bench, BenchContext } from './contract.ts'

const folder = join(projectRoot, 'scripts/bench/suites')

/** Runs the named benchmarks, each on fresh databases; its figures are its last line on standard output. */
export async function runBenches(names: string[], shutdown: Shutdown): Promise<number> {
  // Progress goes to standard error, so that what reads the figures reads nothing else.
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const chosen = chooseBenches(names)
  const dataDir = makePassable(benchDataDir)
  shutdown.add(await ensureDockerEngine(dataDir, say))
  const sandboxImage = await prepareSandboxImage(say)
  const services = await bringUpServices({ dataDir, say })
  shutdown.add(() => services.stop())
  await buildWeb({ say, onLine: say, signal: shutdown.signal })
  for (const name of chosen) {
    shutdown.throwIfAsked()
    const bench = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as Bench
    say(`Benchmark ${name}`)
    const { figures, table } = await bench.run(await freshContext(services, { sandboxImage, say, shutdown }))
    process.stdout.write(`\n${formatTable(table)}\n${JSON.stringify({ name: bench.name, figures })}\n`)
  }
  return 0
}

function chooseBenches(names: string[]): string[] {
  const known = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => basename(name, '.ts'))
    .sort()
  if (names.length === 1 && names[0] === 'all') return known
  const unknown = names.filter((name) => !known.includes(name))
  if (names.length > 0 && unknown.length === 0) return names
  throw new AppError('invalid_input', `Usage: npm run bench -- NAME...|all, where NAME is ${known.join(', ')}`)
}

interface ContextParts {
  sandboxImage: string
  say: (line: string) => void
  shutdown: Shutdown
}

async function freshContext(services: Services, parts: ContextParts): Promise<BenchContext> {
  const { sandboxImage, say, shutdown } = parts
  const dataDir = benchDataDir
  await emptyDatabases(services)
  const secrets = ensureSecrets(dataDir)
  const database = await prepareDatabase({ ownerUrl: services.databaseUrl, secret: secrets.CREWHOUSE_SECRET })
  const sandbox = { kind: 'docker', image: sandboxImage } as const
  return {
    env: {
      ...testEnvironment(platformEnvironment({ dataDir, secrets, services, database, sandbox })),
      NODE_ENV: 'production',
    },
    ownerUrl: services.databaseUrl,
    appUrl: database.appUrl,
    platformUrl: database.platformUrl,
    redisUrl: services.redisUrl,
    dataDir,
    sandboxImage,
    say,
    signal: shutdown.signal,
  }
}

/** What one benchmark left must not slow down the next. */
async function emptyDatabases(services: Services): Promise<void> {
  const address = new URL(services.databaseUrl)
  const name = address.pathname.slice(1)
  address.pathname = '/postgres'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name}`)
  await client.end()
  const redis = new Redis(services.redisUrl)
  await redis.flushall()
  await redis.quit()
}

function formatTable(rows: string[][]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), [])
  return rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')).join('\n')
}
