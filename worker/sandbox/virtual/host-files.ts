import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { AppError } from '#lib/errors.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import type { FileEntry, FileOps, FileStat } from '../provider.ts'
import { type DiskUsage, QuotaError } from './disk-usage.ts'
import { type Located, locate, type Root } from './paths.ts'

const DEFAULT_LIST_LIMIT = 1000

/** A root with the quota that writes into it count against. */
export interface QuotaRoot extends Root {
  usage: DiskUsage
}

/**
 * File operations by the worker on the folders in which shell processes write.
 *
 * Guaranteed: a path leads nowhere but below its root. `..` is resolved before anything is opened, every folder on the
 * way must be a real folder, and the last name is opened with O_NOFOLLOW. Between that check and the use a script of
 * the agent could put something else in a folder's place; but it has no way to make a symbolic link (`QuotaFs` refuses,
 * import stores them elsewhere), so what it puts there is again below the root. A link made by somebody with access to
 * the host, in that very moment, would be followed: that person can read the files anyway.
 * Not guaranteed: that two writers of one file see each other's changes; the last rename wins.
 */
export class HostFiles implements FileOps {
  private readonly roots: QuotaRoot[]
  private readonly assertUsable: () => void

  /** `assertUsable` is asked before every operation and throws when there is none to be had. */
  constructor(roots: QuotaRoot[], assertUsable: () => void = () => {}) {
    this.roots = roots
    this.assertUsable = assertUsable
  }

  async stat(path: string): Promise<FileStat> {
    const host = await this.resolve(path)
    return describe(await lstat(host).catch(explain(path)))
  }

  async list(path: string, options: { limit?: number; recursive?: boolean } = {}) {
    const host = await this.resolve(path)
    const stats = await lstat(host).catch(explain(path))
    if (!stats.isDirectory()) throw new AppError('invalid_input', `${path} is not a folder.`)
    const limit = options.limit ?? DEFAULT_LIST_LIMIT
    const entries: FileEntry[] = []
    // One more than asked for, so that "truncated" is known.
    for await (const entry of walk(host, '', options.recursive ?? false)) {
      if (entries.push(entry) > limit) break
    }
    const truncated = entries.length > limit
    return { entries: entries.slice(0, limit), truncated }
  }

  async readFile(path: string, range?: { offset: number; length: number }) {
    const wanted = range?.length ?? MAX_FILE_OP_BYTES
    if (
      range &&
      !(Number.isSafeInteger(range.offset) && range.offset >= 0 && Number.isSafeInteger(wanted) && wanted >= 0)
    ) {
      throw new AppError('invalid_input', 'A range is a whole, not negative offset and length.')
    }
    if (wanted > MAX_FILE_OP_BYTES) throw tooLarge(path)
    const { handle, size } = await this.openFile(path)
    try {
      if (!range && size > MAX_FILE_OP_BYTES) throw tooLarge(path)
      const offset = range?.offset ?? 0
      const bytes = Buffer.alloc(Math.max(0, Math.min(wanted, size - offset)))
      let filled = 0
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return { bytes: new Uint8Array(bytes.subarray(0, filled)), size }
    } finally {
      await handle.close()
    }
  }

  async readStream(path: string): Promise<{ stream: Readable; size: number }> {
    const { handle, size } = await this.openFile(path)
    if (size === 0) {
      await handle.close()
      return { stream: Readable.from([]), size }
    }
    // Cut at the size that was announced, should the file grow meanwhile.
    return { stream: handle.createReadStream({ end: size - 1 }), size }
  }

  async writeFile(path: string, bytes: Uint8Array): Promise<{ size: number }> {
    if (bytes.byteLength > MAX_FILE_OP_BYTES) throw tooLarge(path)
    const located = this.locate(path)
    if (located.parts.length === 0) throw new AppError('invalid_input', `${path} is a folder.`)
    const host = await this.resolveForWriting(located)
    const existing = await lstat(host).catch(() => null)
    if (existing && !existing.isFile()) throw new AppError('invalid_input', `${path} is not a file.`)
    await this.reserve(located, bytes.byteLength)
    const temporary = join(host, '..', `.${randomUUID()}.part`)
    try {
      const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
      const handle = await open(temporary, flags, existing ? existing.mode & 0o777 : 0o644)
      try {
        await handle.writeFile(bytes)
        if (existing) await handle.chmod(existing.mode & 0o777)
      } finally {
        await handle.close()
      }
      await rename(temporary, host)
    } catch (error) {
      await rm(temporary, { force: true })
      throw explained(error, path)
    }
    return { size: bytes.byteLength }
  }

  async remove(path: string, options: { recursive?: boolean } = {}): Promise<void> {
    const host = await this.resolveBelowRoot(path)
    const stats = await lstat(host).catch(explain(path))
    if (!stats.isDirectory()) return unlink(host).catch(explain(path))
    if (!options.recursive) throw new AppError('invalid_input', `${path} is a folder. Remove it with all it contains.`)
    await rm(host, { recursive: true }).catch(explain(path))
  }

  async rename(from: string, to: string): Promise<void> {
    const source = await this.resolveBelowRoot(from)
    const target = this.locate(to)
    if (target.parts.length === 0) throw new AppError('invalid_input', `${to} exists already.`)
    await lstat(source).catch(explain(from))
    const destination = await this.resolveForWriting(target)
    await rename(source, destination).catch(explain(`${from} to ${to}`))
  }

  async mkdir(path: string): Promise<void> {
    const located = this.locate(path)
    const host = located.parts.length === 0 ? located.root.hostDir : await this.resolveForWriting(located)
    const existing = await lstat(host).catch(() => null)
    if (existing?.isDirectory()) return
    if (existing) throw new AppError('invalid_input', `${path} exists and is not a folder.`)
    await this.reserve(located, 0)
    await mkdir(host, { recursive: true }).catch(explain(path))
  }

  private locate(path: string): Located & { root: QuotaRoot } {
    this.assertUsable()
    return locate(this.roots, path) as Located & { root: QuotaRoot }
  }

  /** The host path, after every folder on the way was seen to be a real one. The last name may be anything. */
  private async resolve(path: string): Promise<string> {
    const { root, parts } = this.locate(path)
    let host = root.hostDir
    for (const part of parts.slice(0, -1)) {
      host = join(host, part)
      const stats = await lstat(host).catch(explain(path))
      if (!stats.isDirectory()) throw new AppError('not_found', `${path} does not exist.`)
    }
    return join(root.hostDir, ...parts)
  }

  private resolveBelowRoot(path: string): Promise<string> {
    const { parts } = this.locate(path)
    if (parts.length === 0) throw new AppError('invalid_input', `${path} itself cannot be moved or removed.`)
    return this.resolve(path)
  }

  /** As `resolve`, making folders that are missing on the way. */
  private async resolveForWriting({ root, parts, path }: Located): Promise<string> {
    let host = root.hostDir
    for (const part of parts.slice(0, -1)) {
      host = join(host, part)
      await mkdir(host).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw explained(error, path)
      })
      const stats = await lstat(host).catch(explain(path))
      if (!stats.isDirectory())
        throw new AppError('invalid_input', `${path} leads through something that is not a folder.`)
    }
    return join(root.hostDir, ...parts)
  }

  private async openFile(path: string): Promise<{ handle: FileHandle; size: number }> {
    const host = await this.resolve(path)
    // O_NONBLOCK: opening a pipe that somebody put there must not wait for its writer.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
    const handle = await open(host, flags).catch(explain(path))
    const stats = await handle.stat()
    if (stats.isFile()) return { handle, size: stats.size }
    await handle.close()
    throw new AppError('invalid_input', `${path} is not a file.`)
  }

  private async reserve({ root }: { root: QuotaRoot }, bytes: number): Promise<void> {
    try {
      await root.usage.reserve(bytes)
    } catch (error) {
      if (!(error instanceof QuotaError)) throw error
      const quotaMb = Math.round(error.quotaBytes / 2 ** 20)
      throw new AppError(
        'quota_exceeded',
        `${root.at} is full: its ${quotaMb} MB are used up. Remove files and try again.`,
      )
    }
  }
}

/** Entries below a folder by name, each folder before what it holds. */
async function* walk(dir: string, prefix: string, recursive: boolean): AsyncGenerator<FileEntry> {
  const names = await readdir(dir)
  for (const name of names.sort()) {
    const stats = await lstat(join(dir, name)).catch(() => null)
    // Removed since the folder was read.
    if (!stats) continue
    yield { path: prefix + name, ...describe(stats) }
    if (recursive && stats.isDirectory()) yield* walk(join(dir, name), `${prefix}${name}/`, true)
  }
}

function describe(stats: Awaited<ReturnType<typeof lstat>>): FileStat {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other'
  return { kind, size: Number(stats.size), modifiedAtMs: Math.round(Number(stats.mtimeMs)) }
}

function tooLarge(path: string): AppError {
  const limitMb = MAX_FILE_OP_BYTES / 2 ** 20
  return new AppError('invalid_input', `${path}: at most ${limitMb} MB move in one operation. Read a range instead.`)
}

function explain(path: string): (error: unknown) => never {
  return (error) => {
    throw explained(error, path)
  }
}

/** A system error in words, without the host's paths. */
function explained(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      return new AppError('not_found', `${path} does not exist.`)
    case 'ELOOP':
      return new AppError('invalid_input', `${path} is a link, and links are not followed.`)
    case 'ENOTDIR':
    case 'EISDIR':
    case 'EEXIST':
    case 'ENOTEMPTY':
    case 'EINVAL':
    case 'ENXIO':
      return new AppError('invalid_input', `${path}: a file stands where a folder is meant, or the other way round.`)
    case 'ENAMETOOLONG':
      return new AppError('invalid_input', 'A name in the path is too long.')
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('quota_exceeded', 'The disk is full. Remove files and try again.')
    default:
      return error
  }
}
