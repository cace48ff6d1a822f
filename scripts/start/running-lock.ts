import { join } from 'node:path'
import { heldBy } from '#scripts/services/lock.ts'

/** Held by the command that runs web and worker on this data folder. */
export function runningLock(dataDir: string): string {
  return join(dataDir, 'running.lock')
}

/** Whether web and worker run on this data folder now. */
export function isPlatformRunning(dataDir: string): boolean {
  return heldBy(runningLock(dataDir)) !== undefined
}
