import type { Duplex } from 'node:stream'
import { AppError } from '#lib/errors.ts'
import {
  encodeFrame,
  FrameParser,
  INITIAL_CREDIT_BYTES,
  PROTOCOL_VERSION,
  ProtocolError,
  REPLY,
  REQUEST,
  type RequestType,
  u32,
} from './frames.ts'
import { parseErrno, parseVersion } from './replies.ts'

/** What the opener of a request hears of it. A throw gives up the whole link. */
export interface RequestHandler {
  /** Everything but bulk bytes; true when the request is over. */
  onReply(type: number, body: Buffer): boolean
  /** Output of a command, or bytes of a read or list. They count against the credit until `consumed` is called. */
  onBytes?(type: number, bytes: Buffer): void
  onLost(reason: string): void
}

interface Pending {
  handler: RequestHandler
  credit: number
  consumed: number
  /** Grants are sent in steps of this, not for every chunk. */
  grantStep: number
}

/** A Linux error number with which the supervisor refused a request. */
export class RefusedError extends Error {
  readonly errno: number

  constructor(errno: number) {
    super(`The supervisor refused with error ${errno}.`)
    this.name = 'RefusedError'
    this.errno = errno
  }
}

/** A reply that is not the awaited one must be a refusal. */
export function parseRefusal(type: number, body: Buffer): RefusedError {
  if (type !== REPLY.fail) throw new ProtocolError(`Reply ${type} answers no request.`)
  return new RefusedError(parseErrno(body))
}

/** The worker's end of one supervisor's stream: requests under way by id, with credit for what each may send. */
export class SupervisorLink {
  readonly #output: Duplex
  readonly #parser = new FrameParser()
  readonly #pending = new Map<number, Pending>()
  readonly #ready = Promise.withResolvers<void>()
  readonly #closed = Promise.withResolvers<string>()
  #nextId = 1
  #lost: string | undefined

  /** `output` takes frames; what comes back is given to `receive`. */
  constructor(output: Duplex) {
    this.#output = output
    this.#ready.promise.catch(() => {})
  }

  /** Resolves when the supervisor has said hello. */
  get ready(): Promise<void> {
    return this.#ready.promise
  }

  get closed(): Promise<string> {
    return this.#closed.promise
  }

  /** Bytes of the supervisor: untrusted. */
  receive(chunk: Buffer): void {
    if (this.#lost !== undefined) return
    try {
      for (const frame of this.#parser.push(chunk)) this.#dispatch(frame.type, frame.id, frame.body)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.lose(`its supervisor broke the protocol (${error.message})`)
    }
  }

  /** Ends the link: every request under way hears of it, and new ones are refused. */
  lose(reason: string): void {
    if (this.#lost !== undefined) return
    this.#lost = reason
    this.#output.destroy()
    this.#ready.reject(new AppError('unavailable', `The sandbox did not start: ${reason}.`))
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { handler } of pending) handler.onLost(reason)
    this.#closed.resolve(reason)
  }

  /** Sends a request; its handler hears of it until it is over. */
  open(type: RequestType, parts: Uint8Array[], handler: RequestHandler, credit = INITIAL_CREDIT_BYTES): number {
    if (this.#lost !== undefined) throw gone(this.#lost)
    const id = this.#nextId++
    this.#pending.set(id, { handler, credit, consumed: 0, grantStep: credit / 4 })
    this.#output.write(encodeFrame(type, id, ...parts))
    return id
  }

  /** More of a request that is under way. Nothing happens when it is over or the link is lost. */
  send(type: RequestType, id: number, ...parts: Uint8Array[]): void {
    if (this.#lost === undefined && this.#pending.has(id)) this.#output.write(encodeFrame(type, id, ...parts))
  }

  /** The receiver has dealt with these bytes of a request and can take as many more. */
  consumed(id: number, bytes: number): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    pending.consumed += bytes
    if (pending.consumed < pending.grantStep) return
    pending.credit += pending.consumed
    this.send(REQUEST.credit, id, u32(pending.consumed))
    pending.consumed = 0
  }

  /** A request with one answer, read by `parse`. `onBytes` takes its bulk bytes, if any. Rejects with `RefusedError`. */
  call<T>(
    type: RequestType,
    parts: Uint8Array[],
    parse: (body: Buffer) => T,
    onBytes?: (bytes: Buffer) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const id = this.open(type, parts, {
        onReply: (reply, body) => {
          if (reply === REPLY.ok) resolve(parse(body))
          else reject(parseRefusal(reply, body))
          return true
        },
        onBytes: onBytes
          ? (_, bytes) => {
              onBytes(bytes)
              this.consumed(id, bytes.length)
            }
          : undefined,
        onLost: (reason) => reject(gone(reason)),
      })
    })
  }

  #dispatch(type: number, id: number, body: Buffer): void {
    if (type === REPLY.hello) {
      if (parseVersion(body) !== PROTOCOL_VERSION) throw new ProtocolError('Its version is another.')
      this.#ready.resolve()
      return
    }
    const pending = this.#pending.get(id)
    // What was under way when a request ended, by either side.
    if (!pending) return
    if (type === REPLY.stdout || type === REPLY.stderr || type === REPLY.data) {
      pending.credit -= body.length
      if (pending.credit < 0) throw new ProtocolError('More bytes came than were granted.')
      if (!pending.handler.onBytes) throw new ProtocolError('Bytes came for a request that has none.')
      pending.handler.onBytes(type, body)
    } else if (pending.handler.onReply(type, body)) {
      this.#pending.delete(id)
    }
  }
}

/** The error of a sandbox that is no longer there. */
export function gone(reason: string): AppError {
  return new AppError('unavailable', `The sandbox is gone: ${reason}. Open it again.`)
}
