import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#lib/errors.ts'
import type { FileEntry } from '../provider.ts'
import { describe } from './describe-file.ts'

const DEFAULT_LIST_LIMIT = 1000

/** A folder's entries in the order of their names' bytes, from behind `after`. */
export async function listFolder(
  dir: string,
  options: { limit?: number; recursive?: boolean; after?: string },
): Promise<{ entries: FileEntry[]; truncated: boolean; next: string | null }> {
  const { limit = DEFAULT_LIST_LIMIT, recursive = false } = options
  const after = decodeAfter(options.after)
  const entries: FileEntry[] = []
  // One more than asked for, so that "truncated" is known.
  for await (const entry of walk(dir, '', recursive, after)) {
    if (entries.push(entry) > limit) break
  }
  const truncated = entries.length > limit
  const last = entries[limit - 1]
  const next = truncated && !recursive && last ? Buffer.from(last.path).toString('base64url') : null
  return { entries: entries.slice(0, limit), truncated, next }
}

function decodeAfter(after = ''): string {
  const name = Buffer.from(after, 'base64url')
  if (name.length > 255) throw new AppError('invalid_input', 'This is not where a list goes on.')
  return name.toString('utf8')
}

/** Entries below a folder by name, each folder before what it holds. */
async function* walk(dir: string, prefix: string, recursive: boolean, after = ''): AsyncGenerator<FileEntry> {
  const names = (await readdir(dir)).map((name) => ({ name, bytes: Buffer.from(name) }))
  const from = Buffer.from(after)
  for (const { name, bytes } of names.sort((a, b) => Buffer.compare(a.bytes, b.bytes))) {
    if (after !== '' && Buffer.compare(bytes, from) <= 0) continue
    const stats = await lstat(join(dir, name)).catch(() => null)
    // Removed since the folder was read.
    if (!stats) continue
    yield { path: prefix + name, ...describe(stats) }
    if (recursive && stats.isDirectory()) yield* walk(join(dir, name), `${prefix}${name}/`, true)
  }
}
