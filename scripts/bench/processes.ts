import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { projectRoot } from '#scripts/services/folders.ts'

/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on. */
const MS_PER_TICK = 10

export interface Part {
  child: ChildProcess
  pid: number
  /** User and system time of it and its descendants so far. */
  cpuMs(): number
  /** Proportional set size of it and its descendants, in bytes. */
  pssBytes(): number
  kill(): Promise<void>
}

/** Starts a part of the product in a process group of its own. */
export function startPart(args: string[], env: NodeJS.ProcessEnv, onLine: (line: string) => void): Part {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onLine)
  const pid = child.pid
  if (!pid) throw new Error(`${args[0]} did not start`)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    child,
    pid,
    cpuMs: () => groupOf(pid).reduce((sum, member) => sum + cpuMsOf(member), 0),
    pssBytes: () => groupOf(pid).reduce((sum, member) => sum + pssOf(member), 0),
    async kill() {
      try {
        process.kill(-pid, 'SIGKILL')
      } catch {
        // It has ended already.
      }
      await exited
    },
  }
}

/** Resolves once `probe` holds; `what` names it when it does not within a minute. */
export async function until(what: string, probe: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (await probe().catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`waited a minute in vain until ${what}`)
}

/** Proportional set size of one process, in bytes. */
export function pssOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024
}

/** A process and all that it started, in bytes. */
export function pssOfTree(root: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isChildOf(pid, root))
  return children.reduce((sum, pid) => sum + pssOfTree(pid), pssOf(root))
}

function isChildOf(pid: number, parent: number): boolean {
  try {
    return parentOf(pid) === parent
  } catch {
    return false
  }
}

/** Parent of a process. */
export function parentOf(pid: number): number {
  return Number(statFields(pid)[1])
}

function groupOf(leader: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(statFields(pid)[2]) === leader
      } catch {
        return false
      }
    })
}

function cpuMsOf(pid: number): number {
  try {
    const fields = statFields(pid)
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK
  } catch {
    return 0
  }
}

/** Fields of /proc/PID/stat from the state on; the name before it may hold spaces. */
function statFields(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}
