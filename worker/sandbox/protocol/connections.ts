import { Duplex } from 'node:stream'
import { CONNECTION_CREDIT_BYTES, MAX_CONNECTIONS, ProtocolError, REPLY, REQUEST } from './frames.ts'
import type { SupervisorLink } from './link.ts'
import { parseCredit, parseErrno, parseNothing } from './replies.ts'

const FRAME_BYTES = 32 * 1024

/**
 * Takes the connections that commands make to the proxy's port, one after the other, so many at once as the supervisor
 * carries: what comes beyond waits in the sandbox. Ends with the link.
 * @returns a promise that rejects when the port cannot be opened
 */
export function takeConnections(link: SupervisorLink, onConnection: (connection: Duplex) => void): Promise<void> {
  const opened = Promise.withResolvers<void>()
  let carried = 0
  let isWaiting = false
  const acceptNext = () => {
    if (isWaiting || carried >= MAX_CONNECTIONS) return
    isWaiting = true
    const connection: SandboxConnection = new SandboxConnection(link, {
      onOpen() {
        isWaiting = false
        carried++
        onConnection(connection)
        acceptNext()
      },
      onRefused: (error) => opened.reject(error),
      onOver() {
        carried--
        acceptNext()
      },
    })
  }
  acceptNext()
  // The supervisor answers in order: what it says to a question asked behind the first one, it says behind a refusal.
  link.call(REQUEST.stats, [], () => {}).then(opened.resolve, opened.reject)
  return opened.promise
}

interface Life {
  onOpen(): void
  onRefused(error: Error): void
  onOver(): void
}

/** One connection of a command, as a stream with the flow control of both its ends. */
class SandboxConnection extends Duplex {
  readonly #link: SupervisorLink
  readonly #id: number
  #credit = CONNECTION_CREDIT_BYTES
  /** Came, and was not wanted yet: no more than the credit. */
  #queue: Buffer[] = []
  #isWanted = false
  #isEnded = false
  #isOver = false
  #blocked: (() => void) | undefined

  constructor(link: SupervisorLink, life: Life) {
    super({ allowHalfOpen: true, readableHighWaterMark: FRAME_BYTES, writableHighWaterMark: FRAME_BYTES })
    this.#link = link
    let isOpen = false
    const end = () => {
      this.#isOver = true
      this.#blocked?.()
      if (isOpen) life.onOver()
    }
    this.#id = link.open(
      REQUEST.accept,
      [],
      {
        onReply: (type, body) => {
          if (type === REPLY.open && !isOpen) {
            parseNothing(body)
            isOpen = true
            life.onOpen()
          } else if (type === REPLY.fail && !isOpen) {
            life.onRefused(new Error(`The supervisor cannot open the proxy's port (error ${parseErrno(body)}).`))
            return true
          } else if (type === REPLY.credit && isOpen) {
            this.#credit = Math.min(this.#credit + parseCredit(body), CONNECTION_CREDIT_BYTES)
            this.#blocked?.()
          } else if (type === REPLY.end && isOpen) {
            this.#isEnded = true
            this.#flow()
          } else if (type === REPLY.ok && isOpen) {
            end()
            this.destroy()
            return true
          } else throw new ProtocolError(`Reply ${type} does not belong to a connection.`)
          return false
        },
        onBytes: (type, bytes) => {
          if (!isOpen || type !== REPLY.data || this.#isEnded) {
            throw new ProtocolError('Bytes came for a connection that is not open.')
          }
          if (this.destroyed) return
          // The body is a part of a larger buffer, which a slow reader would keep alive.
          this.#queue.push(Buffer.from(bytes))
          this.#flow()
        },
        onLost: () => {
          end()
          this.destroy()
        },
      },
      CONNECTION_CREDIT_BYTES,
    )
  }

  override _read(): void {
    this.#isWanted = true
    this.#flow()
  }

  #flow(): void {
    while (this.#isWanted && this.#queue.length > 0) {
      const chunk = this.#queue.shift() as Buffer
      this.#isWanted = this.push(chunk)
      this.#link.consumed(this.#id, chunk.length)
    }
    if (this.#isEnded && this.#queue.length === 0 && !this.readableEnded && !this.destroyed) this.push(null)
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    let at = 0
    const feed = () => {
      this.#blocked = undefined
      while (at < chunk.length && this.#credit > 0 && !this.#isOver) {
        const size = Math.min(FRAME_BYTES, chunk.length - at, this.#credit)
        this.#link.send(REQUEST.send, this.#id, chunk.subarray(at, at + size))
        this.#credit -= size
        at += size
      }
      if (this.#isOver || this.destroyed) done(new Error('The connection was closed inside of the sandbox.'))
      else if (at < chunk.length) this.#blocked = feed
      else done()
    }
    feed()
  }

  override _final(done: (error?: Error | null) => void): void {
    if (!this.#isOver) this.#link.send(REQUEST.send, this.#id)
    // Finished is what the client has taken: to close the connection before would cut it off.
    const settle = () => {
      this.#blocked = settle
      if (!this.#isOver && !this.destroyed && this.#credit < CONNECTION_CREDIT_BYTES) return
      this.#blocked = undefined
      done()
    }
    settle()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#isOver) this.#link.send(REQUEST.kill, this.#id)
    this.#blocked?.()
    done(error)
  }
}
