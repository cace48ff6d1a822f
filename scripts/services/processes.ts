import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** A process by its id and its start: an id alone may meanwhile belong to another process. */
export interface ProcessMark {
  pid: number
  startedAt: string
}

/** Start of a process in ticks since boot, from /proc where there is one. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

export function identify(pid: number): ProcessMark {
  return { pid, startedAt: startOf(pid) }
}

export function isAlive(pid: number): boolean {
  // Signal 0 to 0 would ask about our own group.
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // A zombie answers to signals, but has ended: its parent has only not looked yet.
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
  } catch {
    return true
  }
}

export function isSameProcess(mark: ProcessMark): boolean {
  return Number.isInteger(mark.pid) && isAlive(mark.pid) && startOf(mark.pid) === mark.startedAt
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // It has ended meanwhile, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Polls until `check` holds; false when the time is over. */
export async function waitUntil(check: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    if (await check()) return true
    if (Date.now() > deadline) return false
    await delay(50)
  }
}

/** Asks a process to end, in ever clearer words: each signal has its time, and SIGKILL is the last. */
export async function stopProcess(mark: ProcessMark, steps: [NodeJS.Signals, number][]): Promise<void> {
  for (const [name, timeoutMs] of [...steps, ['SIGKILL', 5_000] as [NodeJS.Signals, number]]) {
    if (!isSameProcess(mark)) return
    signal(mark.pid, name)
    if (await waitUntil(() => !isSameProcess(mark), timeoutMs)) return
  }
}
