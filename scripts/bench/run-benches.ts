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
export async function runBenches(args: string[], shutdown: Shutdown): Promise<number> {
  // Progress goes to standard error, so that what reads the figures reads nothing else.
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const chosen = await chooseBenches(args.filter((arg) => !arg.startsWith('--')))
  const options = optionsIn(args)
  const dataDir = makePassable(benchDataDir)
  const isWhole = chosen.some(({ needs }) => needs !== 'services')
  if (isWhole) shutdown.add(await ensureDockerEngine(dataDir, say))
  const sandboxImage = isWhole ? await prepareSandboxImage(say) : ''
  const services = await bringUpServices({ dataDir, say })
  shutdown.add(() => services.stop())
  if (isWhole) await buildWeb({ say, onLine: say, signal: shutdown.signal })
  for (const bench of chosen) {
    shutdown.throwIfAsked()
    say(`Benchmark ${bench.name}`)
    const { figures, table } = await bench.run(await freshContext(services, { sandboxImage, options, say, shutdown }))
    process.stdout.write(`\n${formatTable(table)}\n${JSON.stringify({ name: bench.name, figures })}\n`)
  }
  return 0
}

async function chooseBenches(names: string[]): Promise<Bench[]> {
  const known = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => basename(name, '.ts'))
    .sort()
  const load = (chosen: string[]) =>
    Promise.all(chosen.map(async (name) => (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as Bench))
  if (names.length === 1 && names[0] === 'all') return load(known)
  const unknown = names.filter((name) => !known.includes(name))
  if (names.length > 0 && unknown.length === 0) return load(names)
  throw new AppError('invalid_input', `Usage: npm run bench -- NAME...|all, where NAME is ${known.join(', ')}`)
}

function optionsIn(args: string[]): Record<string, string> {
  return Object.fromEntries(
    args.flatMap((arg) => {
      const [, key, value] = /^--([a-z-]+)=(.+)$/.exec(arg) ?? []
      return key && value ? [[key, value]] : []
    }),
  )
}

interface ContextParts {
  sandboxImage: string
  options: Record<string, string>
  say: (line: string) => void
  shutdown: Shutdown
}

async function freshContext(services: Services, parts: ContextParts): Promise<BenchContext> {
  const { sandboxImage, options, say, shutdown } = parts
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
    options,
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
