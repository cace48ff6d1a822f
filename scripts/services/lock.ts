import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { identify, isSameProcess, type ProcessMark } from './processes.ts'

/** Takes a lock file, or says who holds it. A holder that is gone (kill -9) does not count. */
export function tryLock(path: string): { release(): void } | { heldBy: number } {
  mkdirSync(dirname(path), { recursive: true })
  const mine = JSON.stringify(identify(process.pid))
  for (;;) {
    try {
      writeFileSync(path, mine, { flag: 'wx' })
      return { release: () => releaseIfMine(path, mine) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(path)
    if (holder && isSameProcess(holder)) return { heldBy: holder.pid }
    removeStale(path, holder)
  }
}

/** Process that holds the lock now, if any. */
export function heldBy(path: string): number | undefined {
  const holder = readHolder(path)
  return holder && isSameProcess(holder) ? holder.pid : undefined
}

/** Runs `work` while holding the lock, waiting for another holder as long as that one lives. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = tryLock(path)
    if ('heldBy' in lock) {
      await delay(100)
      continue
    }
    try {
      return await work()
    } finally {
      lock.release()
    }
  }
}

function readHolder(path: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessMark
  } catch {
    return undefined
  }
}

/** Two processes may find the same stale file: a rename decides, and what was not stale after all is put back. */
function removeStale(path: string, stale: ProcessMark | undefined): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved && moved.pid !== stale?.pid && isSameProcess(moved)) renameSync(aside, path)
  else rmSync(aside, { force: true })
}

function releaseIfMine(path: string, mine: string): void {
  try {
    if (readFileSync(path, 'utf8') === mine) rmSync(path, { force: true })
  } catch {
    // Already gone: nothing to release.
  }
}
