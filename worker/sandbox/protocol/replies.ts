import { z } from 'zod'
import { ProtocolError } from './frames.ts'

/** Reads an untrusted body from its start; running over its end is a protocol error. */
class BodyReader {
  readonly #body: Buffer
  #at = 0

  constructor(body: Buffer) {
    this.#body = body
  }

  #take(size: number): number {
    const at = this.#at
    if (at + size > this.#body.length) throw new ProtocolError('A reply is shorter than its kind.')
    this.#at += size
    return at
  }

  u8 = (): number => this.#body.readUInt8(this.#take(1))
  u16 = (): number => this.#body.readUInt16LE(this.#take(2))
  u32 = (): number => this.#body.readUInt32LE(this.#take(4))
  u64 = (): number => Number(this.#body.readBigUInt64LE(this.#take(8)))
  version = (): string => {
    const at = this.#take(8)
    return this.#body.toString('hex', at, at + 8)
  }
  i64 = (): number => Number(this.#body.readBigInt64LE(this.#take(8)))

  end<T>(value: T): T {
    if (this.#at !== this.#body.length) throw new ProtocolError('A reply is longer than its kind.')
    return value
  }
}

const size = z.number().int().nonnegative()
const entryKind = z.enum(['file', 'directory', 'link', 'other'])
const kinds = entryKind.options

const exitSchema = z.object({ code: z.number().int().max(255), flags: z.number().int().max(15) })
const entryStat = z.object({ kind: entryKind, size, modifiedAtMs: z.number().int() })
const statSchema = entryStat.extend({ version: z.string() })
const statsSchema = z.object({ memoryBytes: size, cpuMs: size, pids: size })
const diskSchema = z.object({ usedBytes: size, quotaBytes: size })
const entrySchema = entryStat.extend({ path: z.string().min(1) })

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new ProtocolError(`A reply does not fit its schema: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

export const parseVersion = (body: Buffer): number => new BodyReader(body).u8()

export function parseExit(body: Buffer): z.infer<typeof exitSchema> {
  const r = new BodyReader(body)
  return r.end(parse(exitSchema, { code: r.u8(), flags: r.u8() }))
}

export function parseErrno(body: Buffer): number {
  const r = new BodyReader(body)
  return r.end(r.u16())
}

export function parseCredit(body: Buffer): number {
  const r = new BodyReader(body)
  return r.end(r.u32())
}

/** What a read begins with, and a write ends with. */
export function parseContent(body: Buffer): { size: number; version: string } {
  const r = new BodyReader(body)
  return r.end({ size: parse(size, r.u64()), version: r.version() })
}

export function parseUsage(body: Buffer): { usedBytes: number; quotaBytes: number } {
  const r = new BodyReader(body)
  // What is nested too deep to be counted is said to be more than there can be.
  const bytes = () => parse(size, Math.min(r.u64(), Number.MAX_SAFE_INTEGER))
  return r.end({ usedBytes: bytes(), quotaBytes: bytes() })
}

/** The answer that only says yes. */
export function parseNothing(body: Buffer): void {
  new BodyReader(body).end(undefined)
}

export function parseStat(body: Buffer): z.infer<typeof statSchema> {
  const r = new BodyReader(body)
  return r.end(parse(statSchema, { kind: kinds[r.u8()], size: r.u64(), modifiedAtMs: r.i64(), version: r.version() }))
}

export function parseStats(body: Buffer): z.infer<typeof statsSchema> {
  const r = new BodyReader(body)
  return r.end(parse(statsSchema, { memoryBytes: r.u64(), cpuMs: r.u64(), pids: r.u64() }))
}

/** What each root holds and may hold; a quota of 0: not measured yet, or bounded by its own file system. */
export function parseDisk(body: Buffer): { usedBytes: number; quotaBytes: number }[] {
  const r = new BodyReader(body)
  const roots = Array.from({ length: Math.floor(body.length / 16) }, () =>
    parse(diskSchema, { usedBytes: r.u64(), quotaBytes: r.u64() }),
  )
  return r.end(roots)
}

export const ENTRY_HEADER_BYTES = 19

/** The whole length of a directory's entry, from its header. */
export function entrySize(header: Buffer): number {
  return ENTRY_HEADER_BYTES + header.readUInt16LE(ENTRY_HEADER_BYTES - 2)
}

/** The bytes of an entry's name, which need not be UTF-8. */
export const entryName = (bytes: Buffer): Buffer => bytes.subarray(ENTRY_HEADER_BYTES)

export function parseEntry(bytes: Buffer): z.infer<typeof entrySchema> {
  const r = new BodyReader(bytes.subarray(0, ENTRY_HEADER_BYTES))
  const entry = { kind: kinds[r.u8()], size: r.u64(), modifiedAtMs: r.i64() }
  return parse(entrySchema, { ...entry, path: bytes.toString('utf8', ENTRY_HEADER_BYTES) })
}
