import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { identify, isAlive, isSameProcess, type ProcessMark, waitUntil } from '#scripts/services/processes.ts'
import { lineSplitter } from './log.ts'

export interface PartOptions {
  name: string
  program: string
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** How long it may take to end when asked. */
  stopMs: number
}

const firstDelayMs = 1_000
const longestDelayMs = 30_000
/** A part that ran so long was well: its next failure is a new one, not one more of a row. */
const healthyMs = 60_000

/** Keeps the parts of the platform running, each in a process group of its own, and ends all of them together. */
export class Supervisor {
  readonly #onLine: (part: string, line: string) => void
  readonly #marksFile: string
  readonly #running = new Map<string, ChildProcess>()
  readonly #stopMs = new Map<string, number>()
  readonly #restarts = new Set<NodeJS.Timeout>()
  #stopping = false

  /** `marksFile` remembers the processes, so that the next start can end those that a killed one left. */
  constructor(marksFile: string, onLine: (part: string, line: string) => void) {
    this.#marksFile = marksFile
    this.#onLine = onLine
  }

  /** Ends what a killed command left running: it holds the ports, and nobody watches it. */
  async endOrphans(): Promise<void> {
    const marks = this.#readMarks().filter(isSameProcess)
    for (const { pid } of marks) signalGroup(pid, 'SIGTERM')
    await waitUntil(() => !marks.some(isSameProcess), 10_000)
    for (const { pid } of marks.filter(isSameProcess)) signalGroup(pid, 'SIGKILL')
    await waitUntil(() => !marks.some(isSameProcess), 5_000)
    this.#writeMarks()
  }

  start(part: PartOptions, delayMs = firstDelayMs): void {
    const startedAt = Date.now()
    const child = spawn(part.program, part.args, {
      cwd: part.cwd,
      env: part.env,
      // Ctrl-C reaches only the command's own group: the order of the end is the supervisor's.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running.set(part.name, child)
    this.#stopMs.set(part.name, part.stopMs)
    this.#writeMarks()
    for (const stream of [child.stdout, child.stderr]) {
      const lines = lineSplitter((line) => this.#onLine(part.name, line))
      stream.setEncoding('utf8').on('data', lines.write).on('end', lines.end)
    }
    child.once('error', (error) => this.#onLine(part.name, error.message))
    // What it started itself (next dev's helpers) must not outlive it.
    child.once('exit', () => child.pid && signalGroup(child.pid, 'SIGKILL'))
    child.once('close', (code, signal) => {
      this.#running.delete(part.name)
      this.#writeMarks()
      if (this.#stopping) return
      const delay = Date.now() - startedAt > healthyMs ? firstDelayMs : delayMs
      this.#onLine(part.name, `ended unexpectedly (${signal ?? `code ${code}`}); starts again in ${delay / 1000} s`)
      const timer = setTimeout(() => {
        this.#restarts.delete(timer)
        this.start(part, Math.min(delay * 2, longestDelayMs))
      }, delay)
      this.#restarts.add(timer)
    })
  }

  /** Ends all parts, at once and within their times. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const timer of this.#restarts) clearTimeout(timer)
    await Promise.all([...this.#running].map(([name, child]) => stopChild(child, this.#stopMs.get(name) ?? 0)))
    this.#writeMarks()
  }

  #readMarks(): ProcessMark[] {
    if (!existsSync(this.#marksFile)) return []
    try {
      return JSON.parse(readFileSync(this.#marksFile, 'utf8')) as ProcessMark[]
    } catch {
      // A kill in the middle of writing: what it held is unknown, and the ports will tell.
      return []
    }
  }

  #writeMarks(): void {
    const pids = [...this.#running.values()].map((child) => child.pid).filter((pid) => pid !== undefined)
    writeFileSync(this.#marksFile, JSON.stringify(pids.map(identify)))
  }
}

async function stopChild(child: ChildProcess, stopMs: number): Promise<void> {
  const { pid } = child
  if (!pid) return
  signalGroup(pid, 'SIGTERM')
  if (await waitUntil(() => !isAlive(pid), stopMs)) return
  signalGroup(pid, 'SIGKILL')
  await waitUntil(() => !isAlive(pid), 5_000)
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name)
  } catch {
    // The group is gone already.
  }
}
