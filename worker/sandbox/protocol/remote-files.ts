import { posix } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { MAX_FILE_OP_BYTES, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { Expectation, FileEntry, FileOps } from '../provider.ts'
import { cString, GUARD, ProtocolError, REPLY, REQUEST, Splitter, u8, u32, u64, version } from './frames.ts'
import { gone, parseRefusal, RefusedError, type SupervisorLink } from './link.ts'
import {
  ENTRY_HEADER_BYTES,
  entryName,
  entrySize,
  parseContent,
  parseEntry,
  parseNothing,
  parseStat,
  parseUsage,
} from './replies.ts'

const DEFAULT_LIST_LIMIT = 1000
const MAX_LIST_LIMIT = 100_000
/** Fits a frame together with the longest path. */
const WRITE_FRAME_BYTES = 128 * 1024
const MAX_PATH_BYTES = 4095
const WHOLE_FILE = Number.MAX_SAFE_INTEGER

const readRange = z
  .object({
    offset: z.number().int().nonnegative().max(WHOLE_FILE),
    length: z.number().int().nonnegative().max(WHOLE_FILE),
  })
  .catch(() => {
    throw new AppError('invalid_input', 'Offset and length of a range are whole numbers from 0.')
  })

/** File operations over a supervisor's stream. `roots` is for the wording of errors: the supervisor enforces them. */
export function remoteFiles(link: SupervisorLink, roots: string[]): FileOps {
  /** Turns the supervisor's error numbers into words about `path`. */
  const ask = async <T>(path: string, run: (encoded: Buffer) => Promise<T>): Promise<T> => {
    try {
      return await run(encodePath(path, roots))
    } catch (error) {
      throw error instanceof RefusedError ? refusal(error.errno, path, roots) : error
    }
  }

  return {
    stat: (path) => ask(path, (encoded) => link.call(REQUEST.stat, [encoded], parseStat)),

    list: (path, options = {}) =>
      ask(path, async (encoded) => {
        const limit = Math.min(options.limit ?? DEFAULT_LIST_LIMIT, MAX_LIST_LIMIT)
        const entries: FileEntry[] = []
        let last: Buffer = Buffer.alloc(0)
        const splitter = new Splitter(ENTRY_HEADER_BYTES, entrySize)
        const body = [u8(options.recursive ? 1 : 0), u32(limit), encoded, encodeAfter(options.after)]
        await link.call(REQUEST.list, body, parseNothing, (bytes) => {
          for (const entry of splitter.push(bytes)) {
            if (entries.push(parseEntry(entry)) === limit) last = Buffer.from(entryName(entry))
          }
          if (entries.length > limit + 1) throw new ProtocolError('More entries came than were asked for.')
        })
        const truncated = entries.length > limit
        const next = truncated && !options.recursive ? last.toString('base64url') : null
        return { entries: entries.slice(0, limit), truncated, next }
      }),

    readFile: (path, range) =>
      ask(path, async (encoded) => {
        const { offset, length: wanted } = readRange.parse(range ?? { offset: 0, length: WHOLE_FILE })
        const length = Math.min(wanted, MAX_FILE_OP_BYTES + 1)
        const chunks: Buffer[] = []
        let head: { size: number; version: string } | undefined
        let received = 0
        const parseEnd = (body: Buffer) => {
          parseNothing(body)
          if (!head) throw new ProtocolError('A read ended without its size.')
          return head
        }
        const known = await link.call(REQUEST.read, [u64(offset), u64(length), encoded], parseEnd, (bytes) => {
          if (!head) {
            head = parseContent(bytes)
            return
          }
          received += bytes.length
          if (received > length) throw new ProtocolError('More bytes came than were asked for.')
          chunks.push(bytes)
        })
        if (received > MAX_FILE_OP_BYTES) throw tooLarge(path)
        return { bytes: Buffer.concat(chunks), ...known }
      }),

    writeFile: (path, bytes, options = {}) =>
      ask(path, async (encoded) => {
        if (bytes.byteLength > MAX_FILE_OP_BYTES) throw tooLarge(path)
        return send(link, REQUEST.write, [...encodeExpectation(options.expect), encoded], bytes).catch(inConflict(path))
      }),

    append: (path, offset, bytes) =>
      ask(path, async (encoded) => {
        if (bytes.byteLength > MAX_FILE_OP_BYTES) throw tooLarge(path)
        const { offset: from } = readRange.parse({ offset, length: 0 })
        return send(link, REQUEST.append, [u64(from), encoded], bytes).catch(inConflict(path))
      }),

    readStream: (path, range) =>
      ask(path, (encoded) => {
        const { offset, length } = readRange.parse(range ?? { offset: 0, length: WHOLE_FILE })
        const body = [u64(offset), u64(length), encoded]
        return openRead(link, body, (error) => refusal(error.errno, path, roots))
      }),

    remove: (path, options = {}) =>
      ask(path, (encoded) => link.call(REQUEST.remove, [u8(options.recursive ? 1 : 0), encoded], parseNothing)),

    rename: (from, to, options = {}) =>
      ask(from, async (encoded) => {
        const body = [u8(options.keep ? 1 : 0), encoded, encodePath(to, roots)]
        await link.call(REQUEST.rename, body, parseNothing).catch(options.keep ? inConflict(to) : asItIs)
      }),

    mkdir: (path) => ask(path, (encoded) => link.call(REQUEST.mkdir, [encoded], parseNothing)),

    usage: () =>
      ask(WORKSPACE_DIR, async (encoded) => {
        let usage: { usedBytes: number; quotaBytes: number } | undefined
        const parseEnd = (body: Buffer) => {
          parseNothing(body)
          if (!usage) throw new ProtocolError('A measurement ended without its figures.')
          return usage
        }
        return link.call(REQUEST.usage, [encoded], parseEnd, (bytes) => {
          usage = parseUsage(bytes)
        })
      }),
  }
}

/** A request that carries bytes, in as many frames as they need. `head` is what stands between the first flag and them. */
function send(
  link: SupervisorLink,
  type: typeof REQUEST.write | typeof REQUEST.append,
  head: Uint8Array[],
  bytes: Uint8Array,
): Promise<{ size: number; version: string }> {
  const answer = Promise.withResolvers<{ size: number; version: string }>()
  const isFinal = (end: number) => u8(end >= bytes.byteLength ? 1 : 0)
  const id = link.open(type, [isFinal(WRITE_FRAME_BYTES), ...head, bytes.subarray(0, WRITE_FRAME_BYTES)], {
    onReply: (reply, body) => {
      if (reply === REPLY.ok) answer.resolve(parseContent(body))
      else answer.reject(parseRefusal(reply, body))
      return true
    },
    onLost: (reason) => answer.reject(gone(reason)),
  })
  for (let at = WRITE_FRAME_BYTES; at < bytes.byteLength; at += WRITE_FRAME_BYTES) {
    link.send(REQUEST.more, id, isFinal(at + WRITE_FRAME_BYTES), bytes.subarray(at, at + WRITE_FRAME_BYTES))
  }
  return answer.promise
}

function encodeExpectation(expect: Expectation | undefined): Buffer[] {
  if (expect === undefined) return [u8(GUARD.none), u64(0)]
  return expect === 'absent' ? [u8(GUARD.absent), u64(0)] : [u8(GUARD.version), version(expect.version)]
}

/** The name that a list begins behind: any bytes but a NUL, as the supervisor gave them. */
function encodeAfter(after = ''): Buffer {
  const name = Buffer.from(after, 'base64url')
  if (name.length > 255 || name.includes(0)) throw new AppError('invalid_input', 'This is not where a list goes on.')
  return Buffer.concat([name, Buffer.of(0)])
}

function asItIs(error: unknown): never {
  throw error
}

/** Where a caller has said what it expects, finding something else is no fault of its input. */
function inConflict(path: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof RefusedError && error.errno === ERRNO.ESTALE) {
      throw new AppError('conflict', `${path} was changed in the meantime. Look at it again.`)
    }
    if (error instanceof RefusedError && error.errno === ERRNO.EEXIST) {
      throw new AppError('conflict', `There is something at ${path} already.`)
    }
    throw error
  }
}

/** A read whose bytes are granted as the stream's reader takes them. */
function openRead(
  link: SupervisorLink,
  request: Buffer[],
  inWords: (error: RefusedError) => AppError,
): Promise<{ stream: Readable; size: number; version: string }> {
  return new Promise((resolve, reject) => {
    let opened = false
    const waiting: number[] = []
    const grant = () => {
      for (let bytes = waiting.shift(); bytes !== undefined; bytes = waiting.shift()) link.consumed(id, bytes)
    }
    const stream = new Readable({
      read: grant,
      destroy: (error, callback) => {
        link.send(REQUEST.kill, id)
        callback(error)
      },
    })
    // Who has been handed the stream may not listen yet; it finds the error when it reads.
    stream.on('error', () => {})
    const fail = (error: Error) => (opened ? stream.destroy(error) : reject(error))
    const id = link.open(REQUEST.read, request, {
      onReply: (type, body) => {
        if (type !== REPLY.ok) fail(inWords(parseRefusal(type, body)))
        else if (opened) stream.push(null)
        else throw new ProtocolError('A read ended without its size.')
        return true
      },
      onBytes: (_, bytes) => {
        if (!opened) {
          const head = parseContent(bytes)
          opened = true
          link.consumed(id, bytes.length)
          return resolve({ stream, ...head })
        }
        waiting.push(bytes.length)
        if (stream.destroyed || stream.push(bytes)) grant()
      },
      onLost: (reason) => fail(gone(reason)),
    })
  })
}

/** Refuses what leads out by its letters alone, which is clearer than "not found"; links are the supervisor's to judge. */
function encodePath(path: string, roots: string[]): Buffer {
  const normal = posix.resolve(WORKSPACE_DIR, path)
  if (path === '' || !roots.some((root) => normal === root || normal.startsWith(`${root}/`))) {
    throw refusal(ERRNO.EXDEV, path, roots)
  }
  if (path.includes('\0')) throw new AppError('invalid_input', 'A path cannot contain NUL characters.')
  const encoded = cString(path)
  if (encoded.length > MAX_PATH_BYTES) throw new AppError('invalid_input', 'The path is too long.')
  return encoded
}

function tooLarge(path: string): AppError {
  return new AppError(
    'invalid_input',
    `${path} is larger than ${MAX_FILE_OP_BYTES / 1024 / 1024} MB. Read a range of it, or use a command.`,
  )
}

const ERRNO = {
  ENOENT: 2,
  EAGAIN: 11,
  EACCES: 13,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 21,
  ESTALE: 116,
} as const
const NO_ROOM = new Set([27, 28, 122])
const NO_RESOURCES = new Set([ERRNO.EAGAIN, 12, 23, 24])

/** The errors that file operations end with: EXDEV is how the kernel says that a path leads out of its root. */
function refusal(errno: number, path: string, roots: string[]): AppError {
  if (errno === ERRNO.ENOENT) return new AppError('not_found', `${path} does not exist.`)
  if (NO_ROOM.has(errno)) {
    return new AppError(
      'quota_exceeded',
      `There is no room for ${path}: the disk quota is used up. Remove files first.`,
    )
  }
  if (NO_RESOURCES.has(errno)) {
    return new AppError('unavailable', 'The sandbox is at its process or memory limit. Stop commands and try again.')
  }
  return new AppError(
    'invalid_input',
    `${path}: ${WORDS[errno] ?? 'this cannot be done with it.'} ${within(errno, roots)}`.trim(),
  )
}

const within = (errno: number, roots: string[]) => (errno === ERRNO.EXDEV ? `Paths lie below ${roots.join(', ')}.` : '')

const WORDS: Record<number, string> = {
  1: 'this is not permitted.',
  [ERRNO.EACCES]: 'its permissions do not allow this.',
  [ERRNO.EEXIST]: 'something else has that name.',
  [ERRNO.EXDEV]: 'the path leads out of the folder it starts in, or into another one.',
  [ERRNO.ENOTDIR]: 'a part of the path is not a folder.',
  [ERRNO.EISDIR]: 'it is a folder, not a file.',
  30: 'it is in a folder that this sandbox can only read.',
  22: 'it is not a regular file, or not a usable name.',
  36: 'the name is too long.',
  39: 'the folder is not empty. Remove it recursively.',
  40: 'there are too many links or folders in each other.',
}
