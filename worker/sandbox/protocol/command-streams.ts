import { setTimeout as delay } from 'node:timers/promises'
import type { ExecRequest, OutputChunk } from '../provider.ts'
import { INITIAL_CREDIT_BYTES } from './frames.ts'

const STDIN_FRAME_BYTES = 64 * 1024
/** Of what comes in parts: small ones, so that none waits behind a large one. */
const TYPED_FRAME_BYTES = 16 * 1024

/** Hands chunks to the reader one after the other, and grants the command more as they are dealt with. */
export class OutputQueue {
  readonly #reader: ExecRequest['onOutput']
  readonly #consumed: (bytes: number) => void
  readonly #failed = Promise.withResolvers<never>()
  #chunks: OutputChunk[] = []
  #busy: Promise<void> | undefined
  #dropped = false

  constructor(reader: ExecRequest['onOutput'], consumed: (bytes: number) => void) {
    this.#reader = reader
    this.#consumed = consumed
    this.#failed.promise.catch(() => {})
  }

  /** Rejects with what the reader threw. */
  get failed(): Promise<never> {
    return this.#failed.promise
  }

  push(chunk: OutputChunk): void {
    if (this.#dropped) return
    this.#chunks.push(chunk)
    this.#busy ??= this.#work()
  }

  async #work(): Promise<void> {
    try {
      for (let chunk = this.#chunks.shift(); chunk; chunk = this.#chunks.shift()) {
        await this.#reader?.(chunk)
        this.#consumed(chunk.bytes.byteLength)
      }
    } catch (error) {
      this.#failed.reject(error)
    } finally {
      this.#busy = undefined
    }
  }

  drop(): void {
    this.#dropped = true
    this.#chunks = []
  }

  /** Resolves when the reader has had everything, or after `patienceMs`. Rejects with what it threw. */
  async drained(patienceMs?: number): Promise<void> {
    const done = this.#dropped ? undefined : this.#busy
    if (done && patienceMs !== undefined) {
      const ended = new AbortController()
      await Promise.race([done, delay(patienceMs, undefined, { signal: ended.signal }).catch(() => {})])
      ended.abort()
    } else await done
    await Promise.race([this.#failed.promise, undefined])
  }
}

/** Sends a command's input as fast as the command takes it. */
export class StdinFeed {
  readonly #bytes: Uint8Array | undefined
  readonly #send: (bytes: Uint8Array) => void
  #at = 0
  #credit = INITIAL_CREDIT_BYTES
  #ended = false

  constructor(bytes: Uint8Array | undefined, send: (bytes: Uint8Array) => void) {
    this.#bytes = bytes
    this.#send = send
  }

  grant(bytes: number): void {
    this.#credit = Math.min(this.#credit + bytes, INITIAL_CREDIT_BYTES)
    this.pump()
  }

  pump(): void {
    if (!this.#bytes || this.#ended) return
    while (this.#at < this.#bytes.length && this.#credit > 0) {
      const size = Math.min(STDIN_FRAME_BYTES, this.#credit, this.#bytes.length - this.#at)
      this.#send(this.#bytes.subarray(this.#at, this.#at + size))
      this.#at += size
      this.#credit -= size
    }
    if (this.#at < this.#bytes.length) return
    this.#ended = true
    this.#send(new Uint8Array())
  }
}

/** Sends input as far as the command takes it; writers are served one after the other, so that their bytes stay in order. */
export class InputQueue {
  readonly #send: (bytes: Uint8Array) => void
  #credit = INITIAL_CREDIT_BYTES
  #closed = false
  #last: Promise<void> = Promise.resolve()
  #wake: (() => void) | undefined

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send
  }

  grant(bytes: number): void {
    this.#credit = Math.min(this.#credit + bytes, INITIAL_CREDIT_BYTES)
    this.#wake?.()
  }

  close(): void {
    this.#closed = true
    this.#wake?.()
  }

  send(bytes: Uint8Array): Promise<void> {
    this.#last = this.#last.then(() => this.#feed(bytes))
    return this.#last
  }

  /** All of `source`, and then the end of the input. Reads no further once it is closed. */
  async sendAll(source: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const bytes of source) {
      if (this.#closed) return
      await this.send(bytes)
    }
    if (!this.#closed) this.#send(new Uint8Array())
  }

  async #feed(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength && !this.#closed; ) {
      const size = Math.min(TYPED_FRAME_BYTES, bytes.byteLength - at, this.#credit)
      if (size === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        continue
      }
      this.#send(bytes.subarray(at, at + size))
      this.#credit -= size
      at += size
    }
  }
}
