/**
 * The frames between the worker and a sandbox's supervisor; `image/supervisor/protocol.h` is the other half. A frame is
 * the length of what follows (u32), type (u8), id (u32), body; integers are little-endian.
 */

export const PROTOCOL_VERSION = 3
export const FRAME_HEADER_BYTES = 9
/** Longest frame that the supervisor takes. */
export const MAX_REQUEST_BYTES = 256 * 1024
/** Longest body that the supervisor sends; anything longer is a forgery or a fault. */
export const MAX_REPLY_BODY_BYTES = 32 * 1024
/** Bytes under way for one command or read before the receiver grants more. */
export const INITIAL_CREDIT_BYTES = 256 * 1024
/** The same for each direction of a connection to the proxy. */
export const CONNECTION_CREDIT_BYTES = 64 * 1024
/** Connections of one sandbox at once. */
export const MAX_CONNECTIONS = 64
/** Where commands find the proxy, on 127.0.0.1. */
export const PROXY_PORT = 3128

export const REQUEST = {
  run: 1,
  stdin: 2,
  credit: 3,
  kill: 4,
  terminal: 5,
  resize: 6,
  read: 10,
  write: 11,
  more: 12,
  list: 13,
  stat: 14,
  mkdir: 15,
  rename: 16,
  remove: 17,
  stats: 18,
  disk: 19,
  append: 40,
  usage: 41,
  accept: 50,
  send: 51,
} as const
export type RequestType = (typeof REQUEST)[keyof typeof REQUEST]

export const REPLY = {
  hello: 1,
  stdout: 2,
  stderr: 3,
  exit: 4,
  credit: 5,
  data: 6,
  ok: 7,
  fail: 8,
  open: 9,
  end: 10,
} as const

/** What a write asks of its target. */
export const GUARD = { none: 0, absent: 1, version: 2 } as const

export const EXIT_FLAG = { outOfMemory: 1, diskFull: 2, runaway: 4, leftovers: 8 } as const

/** What came from a supervisor is not what a supervisor sends. The sandbox that sent it is given up. */
export class ProtocolError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ProtocolError'
  }
}

export interface Frame {
  type: number
  id: number
  body: Buffer
}

/** One frame, ready to be written. */
export function encodeFrame(type: RequestType, id: number, ...parts: Uint8Array[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.byteLength, FRAME_HEADER_BYTES - 4)
  if (size > MAX_REQUEST_BYTES) throw new ProtocolError('The request is too long for one frame.')
  const head = Buffer.allocUnsafe(FRAME_HEADER_BYTES)
  head.writeUInt32LE(size, 0)
  head.writeUInt8(type, 4)
  head.writeUInt32LE(id, 5)
  return Buffer.concat([head, ...parts])
}

export const u8 = (value: number): Buffer => Buffer.from([value])

export function u32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeUInt32LE(value)
  return bytes
}

export function u64(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

/** A version as `readVersion` gave it. */
export const version = (value: string): Buffer => Buffer.from(value, 'hex')

/** NUL-terminated; callers have refused strings with a NUL inside. */
export const cString = (value: string): Buffer => Buffer.from(`${value}\0`)

/** Cuts a byte stream into pieces that carry their own length, whatever the chunks; holds at most one piece. */
export class Splitter {
  #held: Buffer = Buffer.alloc(0)
  readonly #headerBytes: number
  readonly #sizeOf: (header: Buffer) => number

  /** `sizeOf` gives the whole piece's length from its header, and throws where that is not acceptable. */
  constructor(headerBytes: number, sizeOf: (header: Buffer) => number) {
    this.#headerBytes = headerBytes
    this.#sizeOf = sizeOf
  }

  *push(chunk: Buffer): Generator<Buffer> {
    let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    while (rest.length >= this.#headerBytes) {
      const size = this.#sizeOf(rest)
      if (rest.length < size) break
      yield rest.subarray(0, size)
      rest = rest.subarray(size)
    }
    this.#held = rest
  }
}

/** Frames out of the supervisor's bytes. */
export class FrameParser {
  readonly #splitter = new Splitter(FRAME_HEADER_BYTES, (header) => {
    const size = header.readUInt32LE(0)
    if (size < FRAME_HEADER_BYTES - 4 || size > FRAME_HEADER_BYTES - 4 + MAX_REPLY_BODY_BYTES) {
      throw new ProtocolError(`A frame claims ${size} bytes.`)
    }
    return size + 4
  })

  push(chunk: Buffer): Frame[] {
    return Array.from(this.#splitter.push(chunk), (bytes) => ({
      type: bytes.readUInt8(4),
      id: bytes.readUInt32LE(5),
      body: bytes.subarray(FRAME_HEADER_BYTES),
    }))
  }
}
