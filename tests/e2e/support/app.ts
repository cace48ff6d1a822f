import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { projectRoot } from '#scripts/services/folders.ts'
import { chooseLoopbackPort } from '#scripts/services/ports.ts'
import { webArgs, workerArgs } from '#scripts/start/parts.ts'
import { createTestDatabase, createTestRedis, testSecret } from '#tests/support/database.ts'

const START_MS = 60_000

export type Environment = Record<string, string | undefined>

/** Web and worker as they run in production, on a database, a Redis and a data folder of their own. */
export interface RunningApp {
  url: string
  /** The environment of both processes, for scripts that are to talk to the same installation. */
  env: Environment
  /** Ends the worker, by default as a power cut would. */
  killWorker(signal?: NodeJS.Signals): Promise<void>
  /** Starts a worker again, and waits until it answers. */
  startWorker(): Promise<void>
  /** Asks the web application to end. @returns its exit code, or the signal that it took */
  stopWeb(): Promise<number | NodeJS.Signals | null>
  stop(): Promise<void>
}

/** Starts the production build. `npm test` makes that beforehand; by hand it is `npx next build`. */
export async function startApp(settings: Environment = {}): Promise<RunningApp> {
  if (!existsSync(join(projectRoot, '.next/BUILD_ID'))) throw new Error('There is no production build: run next build.')
  const [database, redis] = await Promise.all([createTestDatabase(), createTestRedis()])
  const dataDir = mkdtempSync(join(tmpdir(), 'crewhouse-e2e-'))
  const [port, workerPort] = [await chooseLoopbackPort(), await chooseLoopbackPort()]
  const url = `http://localhost:${port}`
  const env: Environment = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: '',
    APP_DATABASE_URL: database.appUrl,
    PLATFORM_DATABASE_URL: database.platformUrl,
    REDIS_URL: redis.redisUrl,
    CREWHOUSE_SECRET: testSecret,
    CREWHOUSE_KEK: randomBytes(32).toString('base64'),
    CREWHOUSE_INSTALLATION: `e2e-${randomBytes(4).toString('hex')}`,
    CREWHOUSE_URL: url,
    CREWHOUSE_DATA_DIR: dataDir,
    CREWHOUSE_SANDBOX: 'virtual',
    CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT: '1',
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    LOG_LEVEL: 'warn',
    ...settings,
  }

  const web = startProcess('web', webArgs('start', { port, host: '127.0.0.1' }), env)
  let worker: ChildProcess | undefined
  const startWorker = async () => {
    worker = startProcess('worker', workerArgs, env)
    await untilListening(worker, workerPort, 'the worker')
  }
  const killWorker = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (worker) await end(worker, signal)
  }
  const stopWeb = async () => {
    await end(web, 'SIGTERM')
    return web.signalCode ?? web.exitCode
  }
  const stop = async () => {
    await Promise.all([end(web, 'SIGTERM'), killWorker('SIGTERM')])
    await Promise.all([database.drop(), redis.drop()])
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await Promise.all([untilListening(web, port, 'the web application'), startWorker()])
  } catch (error) {
    await stop()
    throw error
  }
  return { url, env, killWorker, startWorker, stopWeb, stop }
}

function startProcess(name: string, args: string[], env: Environment): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => process.stderr.write(`[${name}] ${text}`))
  const orphaned = () => child.kill('SIGKILL')
  process.once('exit', orphaned)
  child.once('exit', () => process.off('exit', orphaned))
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  // In order within ten seconds, or not at all: no test may leave a process behind.
  const deadline = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(deadline)
}

async function untilListening(child: ChildProcess, port: number, what: string): Promise<void> {
  const deadline = Date.now() + START_MS
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${what} ended with ${child.exitCode} instead of starting`)
    if (Date.now() > deadline) throw new Error(`${what} did not start within a minute`)
    await delay(50)
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
