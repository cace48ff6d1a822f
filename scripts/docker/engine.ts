import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Docker from 'dockerode'
import { AppError } from '#lib/errors.ts'
import { runCommand } from '#scripts/services/commands.ts'
import { makePassable } from '#scripts/services/folders.ts'
import { identify, stopProcess, waitUntil } from '#scripts/services/processes.ts'
import { endOfLog } from '#scripts/services/service.ts'
import { installDebianPackages } from './debian.ts'

/** The engine that DOCKER_HOST or the usual socket leads to. */
export function connectDocker(): Docker {
  return new Docker()
}

/** Why no engine serves this user, or undefined when one does. */
export async function whyNoDocker(docker: Docker = connectDocker()): Promise<string | undefined> {
  const none = 'no Docker engine answers'
  const late = delay(3_000, none, { ref: false })
  const answer = docker.ping().then(
    () => undefined,
    (error: NodeJS.ErrnoException) =>
      error.code === 'EACCES' ? 'the Docker engine refuses this user, who is not in the group docker' : none,
  )
  return Promise.race([answer, late])
}

/** Whether an engine answers soon. */
export async function isDockerReachable(): Promise<boolean> {
  return (await whyNoDocker()) === undefined
}

/** Installs Debian's engine where none is and starts it where none runs. Returns how to stop what this has started. */
export async function ensureDockerEngine(dataDir: string, say: (line: string) => void): Promise<() => Promise<void>> {
  const nothing = async () => undefined
  if (await isDockerReachable()) return nothing
  if (process.env.DOCKER_HOST) {
    throw new AppError('unavailable', `No Docker engine answers at DOCKER_HOST=${process.env.DOCKER_HOST}.`)
  }
  // apparmor: with it in the kernel and not on disk, the engine would refuse every container.
  await installDebianPackages({ dockerd: 'docker.io', apparmor_parser: 'apparmor', debootstrap: 'debootstrap' }, say)
  if (await isDockerReachable()) return nothing
  if (existsSync('/run/systemd/system')) {
    say('Starting Docker')
    const started = await runCommand('systemctl', ['start', 'docker'], { timeoutMs: 60_000 })
    if (started.ok && (await waitUntil(() => isDockerReachable(), 30_000))) return nothing
    throw new AppError('unavailable', `systemctl start docker did not bring up the engine:\n${started.output.trim()}`)
  }
  return startDockerd(dataDir, say)
}

/** A machine without systemd: the engine runs as ours, in a group of its own so that Ctrl-C does not reach it first. */
async function startDockerd(dataDir: string, say: (line: string) => void): Promise<() => Promise<void>> {
  const logFile = join(makePassable(dataDir), 'dockerd.log')
  say(`Starting dockerd (log in ${logFile})`)
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn('dockerd', [], { detached: true, stdio: ['ignore', log, log], cwd: '/' })
  closeSync(log)
  let exited = false
  child.once('error', () => {
    exited = true
  })
  child.once('exit', () => {
    exited = true
  })
  child.unref()
  await waitUntil(async () => exited || (await isDockerReachable()), 60_000)
  if (!(await isDockerReachable())) {
    throw new AppError('unavailable', `dockerd did not start. The end of ${logFile}:\n${endOfLog(logFile)}`)
  }
  const mark = identify(child.pid ?? -1)
  return () => stopProcess(mark, [['SIGTERM', 20_000]])
}
