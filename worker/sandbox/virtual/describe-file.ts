import { createHash } from 'node:crypto'
import type { BigIntStats, Stats } from 'node:fs'
import type { FileStat } from '../provider.ts'

/** What people and agents are told of a file. */
export function describe(stats: Stats | BigIntStats): Omit<FileStat, 'version'> {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other'
  return { kind, size: Number(stats.size), modifiedAtMs: Math.round(Number(stats.mtimeMs)) }
}

/** Changes whenever the content is replaced or written to, as far as the file system's clock tells. */
export function versionOf({ ino, size, mtimeNs }: BigIntStats): string {
  return createHash('sha256').update(`${ino} ${size} ${mtimeNs}`).digest('hex').slice(0, 16)
}
