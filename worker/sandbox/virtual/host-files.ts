import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, link, lstat, mkdir, open, rename, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { AppError } from '#lib/errors.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import type { Expectation, FileOps, FileStat } from '../provider.ts'
import { describe, versionOf } from './describe-file.ts'
import { type DiskUsage, QuotaError } from './disk-usage.ts'
import { listFolder } from './list-folder.ts'
import { type Located, locate, type Root } from './paths.ts'
import { replaceFile } from './replace-file.ts'

/** The flags of every open: pipes are not waited for, links not followed. */
const { O_RDONLY, O_WRONLY, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants

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
 * Not guaranteed: that two writers of one file see each other's changes; the last rename wins. A write that says what
 * it expects is held against other operations of this worker; a script that writes in the moment between its look and
 * its rename is not seen (a container's supervisor exchanges the two files, which Node has no call for).
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
    const stats = await lstat(host, { bigint: true }).catch(explain(path))
    return { ...describe(stats), version: versionOf(stats) }
  }

  async list(path: string, options: { limit?: number; recursive?: boolean; after?: string } = {}) {
    const host = await this.resolve(path)
    const stats = await lstat(host).catch(explain(path))
    if (!stats.isDirectory()) throw new AppError('invalid_input', `${path} is not a folder.`)
    return listFolder(host, options).catch(explain(path))
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
    const { handle, size, version } = await this.openFile(path)
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
      return { bytes: new Uint8Array(bytes.subarray(0, filled)), size, version }
    } finally {
      await handle.close()
    }
  }

  async readStream(
    path: string,
    range?: { offset: number; length: number },
  ): Promise<{ stream: Readable; size: number; version: string }> {
    const { handle, size, version } = await this.openFile(path)
    const start = range?.offset ?? 0
    // Cut at the size that was announced, should the file grow meanwhile.
    const end = Math.min(size, start + (range?.length ?? size)) - 1
    if (end < start) {
      await handle.close()
      return { stream: Readable.from([]), size, version }
    }
    return { stream: handle.createReadStream({ start, end }), size, version }
  }

  async writeFile(
    path: string,
    bytes: Uint8Array,
    { expect }: { expect?: Expectation } = {},
  ): Promise<{ size: number; version: string }> {
    if (bytes.byteLength > MAX_FILE_OP_BYTES) throw tooLarge(path)
    const located = this.locate(path)
    if (located.parts.length === 0) throw new AppError('invalid_input', `${path} is a folder.`)
    const host = await this.resolveForWriting(located)
    const existing = await lstat(host).catch(() => null)
    if (existing && !existing.isFile()) {
      if (expect === 'absent') throw taken(path)
      throw new AppError('invalid_input', `${path} is not a file.`)
    }
    await this.reserve(located, bytes.byteLength)
    const version = await replaceFile(host, bytes, expect).catch(explain(path))
    if (version === 'taken') throw taken(path)
    if (version === 'changed') {
      throw new AppError('conflict', `${path} was changed in the meantime. Look at it again.`)
    }
    return { size: bytes.byteLength, version }
  }

  async append(path: string, offset: number, bytes: Uint8Array): Promise<{ size: number }> {
    if (bytes.byteLength > MAX_FILE_OP_BYTES) throw tooLarge(path)
    const located = this.locate(path)
    const host = await this.resolveForWriting(located)
    await this.reserve(located, bytes.byteLength)
    const flags = O_WRONLY | O_NOFOLLOW | O_NONBLOCK | (offset === 0 ? O_CREAT : 0)
    const handle = await open(host, flags, 0o644).catch(explain(path))
    try {
      const stats = await handle.stat()
      if (!stats.isFile()) throw new AppError('invalid_input', `${path} is not a file.`)
      if (stats.size !== offset) {
        throw new AppError('conflict', `${path} was changed in the meantime. Look at it again.`)
      }
      let written = 0
      while (written < bytes.byteLength) {
        written += (await handle.write(bytes, written, bytes.byteLength - written, offset + written)).bytesWritten
      }
    } catch (error) {
      throw explained(error, path)
    } finally {
      await handle.close()
    }
    return { size: offset + bytes.byteLength }
  }

  async remove(path: string, options: { recursive?: boolean } = {}): Promise<void> {
    const host = await this.resolveBelowRoot(path)
    const stats = await lstat(host).catch(explain(path))
    if (!stats.isDirectory()) return unlink(host).catch(explain(path))
    if (!options.recursive) throw new AppError('invalid_input', `${path} is a folder. Remove it with all it contains.`)
    await rm(host, { recursive: true }).catch(explain(path))
  }

  async rename(from: string, to: string, { keep = false }: { keep?: boolean } = {}): Promise<void> {
    const source = await this.resolveBelowRoot(from)
    const target = this.locate(to)
    if (target.parts.length === 0) throw new AppError('invalid_input', `${to} exists already.`)
    const stats = await lstat(source).catch(explain(from))
    const destination = await this.resolveForWriting(target)
    if (keep && (await lstat(destination).catch(() => null))) throw taken(to)
    if (keep && stats.isFile()) {
      // A second name is given only where there is none, whoever else may be at it.
      await link(source, destination).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'EEXIST' ? taken(to) : explained(error, `${from} to ${to}`)
      })
      return unlink(source).catch(explain(from))
    }
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

  usage(): Promise<{ usedBytes: number; quotaBytes: number }> {
    return this.locate('.').root.usage.current()
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

  private async openFile(path: string): Promise<{ handle: FileHandle; size: number; version: string }> {
    const host = await this.resolve(path)
    const handle = await open(host, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(explain(path))
    const stats: BigIntStats = await handle.stat({ bigint: true })
    if (stats.isFile()) return { handle, size: Number(stats.size), version: versionOf(stats) }
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

function taken(path: string): AppError {
  return new AppError('conflict', `There is something at ${path} already.`)
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
