import { spawn } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Identity } from './folders.ts'

/** A running server. */
export interface Service {
  name: 'postgres' | 'redis'
  url: string
  /** For people: version and address. */
  where: string
  /** Its log, where it is ours to show. */
  logFile?: string
  isRunning(): Promise<boolean>
  stop(): Promise<void>
  /** SIGKILL at once, as a power cut would; for tests of what survives it. */
  kill(): Promise<void>
}

export interface ServerProcess {
  pid: number
  exited: () => boolean
}

/** The servers get nothing from ours: no secret that they do not need, and no locale that they were not made with. */
export const serverEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

const logLimitBytes = 5_000_000

/**
 * Starts a server in a process group of its own, writing to a log file. Ctrl-C in the terminal reaches the whole
 * foreground group: here it must not, for web and worker still need the database while they end.
 */
export function spawnServer(
  program: string,
  args: string[],
  options: { cwd: string; logFile: string; identity: Identity | undefined },
): ServerProcess {
  mkdirSync(dirname(options.logFile), { recursive: true })
  const log = openSync(options.logFile, 'a', 0o600)
  if (statSync(options.logFile).size > logLimitBytes) truncateSync(options.logFile)
  chmodSync(options.logFile, 0o600)
  const child = spawn(program, args, {
    cwd: options.cwd,
    ...options.identity,
    detached: true,
    stdio: ['ignore', log, log],
    env: serverEnvironment,
  })
  closeSync(log)
  let exited = false
  child.once('exit', () => {
    exited = true
  })
  child.once('error', () => {
    exited = true
  })
  child.unref()
  return { pid: child.pid ?? -1, exited: () => exited }
}

/** The end of a log, for the message when a server does not start. */
export function endOfLog(logFile: string): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n')
}
