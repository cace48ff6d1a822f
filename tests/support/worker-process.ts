import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '#scripts/services/folders.ts'

/** A worker as a process of its own, to be killed. */
export interface WorkerProcess {
  readonly pid: number
  readonly workerId: string
  readonly internalApiUrl: string
  /** Its log so far, for messages of failed tests. */
  log(): string
  /** `SIGKILL` as a crash, `SIGTERM` as an orderly stop. Resolves once it is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Starts a worker and waits until it says that it is ready. */
export async function startWorker(environment: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [join(projectRoot, 'worker/main.ts')], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: 'test', WORKER_PORT: '0', CREWHOUSE_SANDBOX: 'virtual', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const lines: string[] = []
  child.stderr.on('data', (chunk) => lines.push(String(chunk).trimEnd()))
  const ready = await readUntilReady(child, lines, exited)
  return {
    pid: child.pid ?? -1,
    workerId: ready.workerId,
    internalApiUrl: ready.internalApi,
    log: () => lines.join('\n'),
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await exited
    },
  }
}

function readUntilReady(
  child: ChildProcess,
  lines: string[],
  exited: Promise<unknown>,
): Promise<{ workerId: string; internalApi: string }> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('The worker has no standard output.')
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      if (line.includes('"worker is ready"')) resolve(JSON.parse(line))
    })
    exited.then(() => reject(new Error(`The worker ended before it was ready:\n${lines.join('\n')}`)), reject)
  })
}
