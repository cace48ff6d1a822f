import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '#lib/errors.ts'
import { runCommand } from './commands.ts'
import { type Identity, serviceIdentity } from './folders.ts'
import { chooseLoopbackPort } from './ports.ts'
import { identify, isSameProcess, stopProcess, waitUntil } from './processes.ts'
import { endOfLog, type Service, serverEnvironment, spawnServer } from './service.ts'

export interface PostgresOptions {
  bin: string
  /** Holds the cluster and its log. */
  folder: string
  password: string
  port: number | undefined
  /** Tests: nothing survives a power cut, and nothing needs to. */
  disposable: boolean
  say: (line: string) => void
}

/** Sized for a small machine, where web, worker and agents need the memory more. */
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // A path in a deep folder would pass the 107 bytes that a socket's address can hold.
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '100',
  synchronous_commit: 'on',
  jit: 'off',
  max_wal_size: '512MB',
  log_line_prefix: '%m ',
  timezone: 'UTC',
}
const disposableSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  max_locks_per_transaction: '128',
}

export function postgresUrl(password: string, port: number): string {
  return `postgresql://crewhouse:${password}@127.0.0.1:${port}/crewhouse`
}

type Readiness = { state: 'ready'; version: string } | { state: 'starting' } | { state: 'absent' }
const absent: Readiness = { state: 'absent' }

/** Whether our PostgreSQL answers there: scram proves each side to the other, so a stranger on the port is not taken for it. */
export async function probePostgres(url: string): Promise<Readiness> {
  const address = new URL(url)
  address.pathname = '/postgres'
  const client = new pg.Client({ connectionString: address.href, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return { state: 'ready', version: rows[0]?.server_version.split(' ')[0] ?? '' }
  } catch (error) {
    // 57P03: it starts up or recovers after a crash, 53300: it runs, with all connections taken.
    const code = (error as { code?: string }).code
    return { state: code === '57P03' || code === '53300' ? 'starting' : 'absent' }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Takes over the cluster's running server (left by a killed run), or starts one. */
export async function startPostgres(options: PostgresOptions): Promise<Service & { port: number }> {
  const identity = serviceIdentity()
  const cluster = join(options.folder, 'postgres')
  const logFile = join(options.folder, 'postgres.log')
  await createCluster(cluster, options, identity)

  let port = options.port
  const probe = () => (port ? probePostgres(postgresUrl(options.password, port)) : Promise.resolve(absent))
  let found = await probe()
  for (let attempt = 1; found.state !== 'ready'; attempt++) {
    let exited = () => port === undefined || serverPid(cluster) === undefined
    if (found.state === 'absent') {
      port = await chooseLoopbackPort(port)
      exited = spawnServer(join(options.bin, 'postgres'), serverArguments(cluster, port, options), {
        cwd: cluster,
        logFile,
        identity,
      }).exited
    }
    await waitUntil(async () => (await probe()).state === 'ready' || exited(), 300_000)
    found = await probe()
    if (found.state === 'ready') break
    if (attempt === 5) {
      throw new AppError('unavailable', `PostgreSQL did not start. The end of ${logFile}:\n${endOfLog(logFile)}`)
    }
    // After kill -9 of the server its children may hold the shared memory for a moment: the next attempt finds it free.
    await delay(1_000)
  }

  const url = postgresUrl(options.password, port as number)
  await createDatabase(url)
  const mark = identify(serverPid(cluster) ?? -1)
  return {
    name: 'postgres',
    url,
    port: port as number,
    where: `PostgreSQL ${found.version} of its own, 127.0.0.1:${port}, data in ${cluster}`,
    logFile,
    isRunning: async () => isSameProcess(mark),
    // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one, which the next start recovers from.
    stop: () =>
      stopProcess(mark, [
        ['SIGINT', 20_000],
        ['SIGQUIT', 5_000],
      ]),
    kill: () => stopProcess(mark, []),
  }
}

function serverArguments(cluster: string, port: number, options: PostgresOptions): string[] {
  const all: Record<string, string> = {
    ...settings,
    ...(options.disposable ? disposableSettings : {}),
    port: `${port}`,
  }
  return ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

function serverPid(cluster: string): number | undefined {
  try {
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}

/** Made aside and renamed when whole, so that a kill leaves no half cluster. */
async function createCluster(cluster: string, options: PostgresOptions, identity: Identity | undefined): Promise<void> {
  if (existsSync(cluster)) return
  options.say('Creating the PostgreSQL cluster')
  // initdb looks its user up by name, and the servers' id has none: `nobody` makes the files, which then change hands.
  const maker = identity && { uid: 65_534, gid: 65_534 }
  const fresh = `${cluster}.new`
  const passwordFile = `${cluster}.password`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(passwordFile, options.password, { mode: 0o600 })
  if (maker) for (const path of [fresh, passwordFile]) chownSync(path, maker.uid, maker.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const account = ['--username=crewhouse', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const sync = options.disposable ? ['--no-sync'] : []
  const { ok, output } = await runCommand(
    join(options.bin, 'initdb'),
    ['-D', fresh, ...account, ...locale, '--no-instructions', ...sync],
    { cwd: fresh, identity: maker, timeoutMs: 120_000, env: serverEnvironment },
  )
  rmSync(passwordFile)
  if (!ok) throw new AppError('unavailable', `Creating the PostgreSQL cluster failed:\n${output.trim()}`)
  if (identity) chownTree(fresh, identity)
  chmodSync(fresh, 0o700)
  renameSync(fresh, cluster)
}

function chownTree(folder: string, { uid, gid }: Identity): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) chownSync(join(folder, name), uid, gid)
  chownSync(folder, uid, gid)
}

async function createDatabase(url: string): Promise<void> {
  const address = new URL(url)
  address.pathname = '/postgres'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'crewhouse'")
    if (!rowCount) await client.query('create database crewhouse')
  } finally {
    await client.end()
  }
}
