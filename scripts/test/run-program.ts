import { spawn } from 'node:child_process'
import { isAlive, waitUntil } from '#scripts/services/processes.ts'
import type { Shutdown } from '#scripts/start/shutdown.ts'

/**
 * Runs a program with the terminal's output, in a process group of its own. However it ends, the whole group is gone
 * afterwards: browsers and servers that a test started must not outlive it.
 */
export async function runProgram(
  program: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; shutdown: Shutdown },
): Promise<boolean> {
  const { cwd, env, shutdown } = options
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] })
  const pid = child.pid
  const end = () => void endGroup(pid)
  shutdown.signal.addEventListener('abort', end)
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(undefined))
    child.once('exit', resolve)
  })
  shutdown.signal.removeEventListener('abort', end)
  await endGroup(pid)
  return code === 0
}

async function endGroup(pid: number | undefined): Promise<void> {
  if (!pid) return
  signalGroup(pid, 'SIGTERM')
  // Tests stop their own servers and containers when asked: they get the time for it.
  if (await waitUntil(() => !isAlive(pid) && !signalGroup(pid, 0), 10_000)) return
  signalGroup(pid, 'SIGKILL')
}

function signalGroup(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, name)
  } catch {
    return false
  }
}
