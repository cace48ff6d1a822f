import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What any entry costs at least, so that a million empty files fill a quota too. */
const ENTRY_BYTES = 4096
const REMEASURE_AFTER_MS = 10_000

/** Raised before a write that would pass the quota; just-bash shows it to the script like a full disk. */
export class QuotaError extends Error {
  readonly code = 'ENOSPC'
  readonly quotaBytes: number

  constructor(quotaBytes: number) {
    super(`ENOSPC: no space left on device, the quota of ${Math.round(quotaBytes / 2 ** 20)} MB is used up`)
    this.quotaBytes = quotaBytes
  }
}

/** Bytes that a file or everything below a folder takes. Links are counted, never followed. */
export async function measure(path: string): Promise<number> {
  const stats = await lstat(path).catch(() => null)
  if (!stats) return 0
  if (!stats.isDirectory()) return ENTRY_BYTES + stats.size
  let total = ENTRY_BYTES
  const entries: Dirent[] = await readdir(path, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) total += await measure(join(path, entry.name))
  return total
}

/**
 * Keeps one folder under its quota: measured now and then, added up in between. Several processes write to one
 * workspace, so together they can pass it by what they write between two measurements, but none can go on from there.
 */
export class DiskUsage {
  readonly quotaBytes: number
  private readonly dir: string
  private usedBytes = 0
  private measuredAt = Number.NEGATIVE_INFINITY

  constructor(dir: string, quotaBytes: number) {
    this.dir = dir
    this.quotaBytes = quotaBytes
  }

  /** @throws QuotaError when `bytes` more would pass the quota. */
  async reserve(bytes: number): Promise<void> {
    const cost = bytes + ENTRY_BYTES
    if (Date.now() - this.measuredAt > REMEASURE_AFTER_MS) await this.remeasure()
    // What the sum calls full may have been removed since, or never landed: measure before refusing.
    if (this.usedBytes + cost > this.quotaBytes) await this.remeasure()
    if (this.usedBytes + cost > this.quotaBytes) throw new QuotaError(this.quotaBytes)
    this.usedBytes += cost
  }

  /** As it is now. */
  async current(): Promise<{ usedBytes: number; quotaBytes: number }> {
    await this.remeasure()
    return { usedBytes: this.usedBytes, quotaBytes: this.quotaBytes }
  }

  private async remeasure(): Promise<void> {
    this.usedBytes = await measure(this.dir)
    this.measuredAt = Date.now()
  }
}
