import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { AppError } from '#lib/errors.ts'
import { serviceIdentity } from './folders.ts'
import { chooseLoopbackPort } from './ports.ts'
import { identify, isSameProcess, stopProcess, waitUntil } from './processes.ts'
import { endOfLog, type Service, spawnServer } from './service.ts'

export interface RedisOptions {
  program: string
  /** Holds the data and the log. */
  folder: string
  password: string
  port: number | undefined
}

export function redisUrl(password: string, port: number): string {
  return `redis://:${password}@127.0.0.1:${port}/0`
}

type Readiness = { state: 'ready'; version: string; pid: number } | { state: 'loading' } | { state: 'absent' }

/** Whether our Redis answers there: a stranger's would not know the password. */
export async function probeRedis(url: string): Promise<Readiness> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const info = await client.info()
    const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? ''
    if (field('loading') === '1') return { state: 'loading' }
    return { state: 'ready', version: field('redis_version'), pid: Number(field('process_id')) }
  } catch (error) {
    return { state: `${error}`.includes('LOADING') ? 'loading' : 'absent' }
  } finally {
    client.disconnect()
  }
}

/** Takes over the folder's running server (left by a killed run), or starts one. */
export async function startRedis(options: RedisOptions): Promise<Service & { port: number }> {
  const identity = serviceIdentity()
  const data = join(options.folder, 'redis')
  const logFile = join(options.folder, 'redis.log')
  if (!existsSync(data)) mkdirSync(data, { mode: 0o700 })
  if (identity) chownSync(data, identity.uid, identity.gid)

  let port = options.port
  let found: Readiness = port ? await probeRedis(redisUrl(options.password, port)) : { state: 'absent' }
  if (found.state !== 'ready') {
    let exited = () => false
    if (found.state === 'absent') {
      port = await chooseLoopbackPort(port)
      const settings = writeSettings(data, port, options.password, identity)
      exited = spawnServer(options.program, [settings], { cwd: data, logFile, identity }).exited
    }
    const url = redisUrl(options.password, port as number)
    await waitUntil(async () => {
      found = await probeRedis(url)
      return found.state === 'ready' || exited()
    }, 120_000)
  }
  if (found.state !== 'ready') {
    throw new AppError('unavailable', `Redis did not start. The end of ${logFile}:\n${endOfLog(logFile)}`)
  }

  const { version } = found
  const mark = identify(found.pid)
  return {
    name: 'redis',
    url: redisUrl(options.password, port as number),
    port: port as number,
    where: `Redis ${version} of its own, 127.0.0.1:${port}, data in ${data}`,
    logFile,
    isRunning: async () => isSameProcess(mark),
    stop: () => stopProcess(mark, [['SIGTERM', 15_000]]),
    kill: () => stopProcess(mark, []),
  }
}

/** A file and not arguments: the password must not show in the list of processes. */
function writeSettings(data: string, port: number, password: string, identity = serviceIdentity()): string {
  const path = join(data, 'redis.conf')
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'appendonly yes',
    'databases 256',
    'save ""',
    'daemonize no',
    'maxmemory-policy noeviction',
    `dir "${data}"`,
  ]
  rmSync(path, { force: true })
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  chmodSync(path, 0o600)
  if (identity) chownSync(path, identity.uid, identity.gid)
  return path
}
