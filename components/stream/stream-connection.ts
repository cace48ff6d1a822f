import { compareEventIds, parseCursor, positionOf } from '#lib/stream/cursor.ts'
import type { Topic } from '#lib/stream/events.ts'
import { sseFrames } from './sse-frames.ts'
import { parseStreamFrame, type StreamFrame } from './stream-frame.ts'

/** `offline`: the server cannot be reached, and is tried again. `refused`: it will not have us. */
export type StreamStatus = 'idle' | 'connecting' | 'live' | 'offline' | 'refused'

/** Topics that are asked for together travel in one request. */
const GATHER_MS = 20
const FIRST_RETRY_MS = 300
const MAX_RETRY_MS = 10_000
/** The server says something every 15 seconds; a connection that is silent for longer is dead. */
const SILENCE_MS = 40_000

/** Trying again would be answered the same. */
const REFUSALS = new Set([400, 401, 403])

interface StreamConnectionOptions {
  url: string
  onFrame: (frame: StreamFrame) => void
  onStatus: (status: StreamStatus) => void
}

/** One event stream over a changing set of topics: reconnects from the cursors that it has reached. */
export class StreamConnection {
  readonly #options: StreamConnectionOptions
  /** Where the open stream is in each topic. */
  readonly #cursors = new Map<Topic, string>()
  /** Where the next one begins, if elsewhere. */
  readonly #asked = new Map<Topic, string>()
  #current: AbortController | undefined
  #gathering: ReturnType<typeof setTimeout> | undefined
  #status: StreamStatus = 'idle'

  constructor(options: StreamConnectionOptions) {
    this.#options = options
  }

  get status(): StreamStatus {
    return this.#status
  }

  /**
   * The topics from now on. Opens the stream again only if it must.
   * @param from where those begin who have just come: at a topic that is new, or at an earlier place of a known one
   */
  follow(topics: ReadonlySet<Topic>, from: ReadonlyMap<Topic, string>): void {
    for (const [topic, cursor] of from) {
      const reached = this.#asked.get(topic) ?? this.#cursors.get(topic)
      if (reached === undefined || isBehind(cursor, reached)) this.#asked.set(topic, cursor)
    }
    // What nobody wants any more is left out when the stream is opened the next time.
    for (const known of [this.#cursors, this.#asked]) {
      for (const topic of known.keys()) if (!topics.has(topic)) known.delete(topic)
    }
    if (this.#asked.size > 0 || topics.size === 0 || this.#status === 'refused') this.reopen()
  }

  /** Connects anew from where it is. */
  reopen(): void {
    clearTimeout(this.#gathering)
    this.#gathering = setTimeout(() => {
      this.#current?.abort()
      this.#current = new AbortController()
      // Not before: what the stream before still brought has moved its own place on.
      for (const [topic, cursor] of this.#asked) this.#cursors.set(topic, cursor)
      this.#asked.clear()
      void this.#run(this.#current.signal)
    }, GATHER_MS)
  }

  /** Tries at once what waits for its next try: the network is back, or somebody looks. */
  hurry(): void {
    if (this.#status === 'offline') this.reopen()
  }

  close(): void {
    clearTimeout(this.#gathering)
    this.#current?.abort()
    this.#cursors.clear()
    this.#asked.clear()
    this.#setStatus('idle')
  }

  async #run(replaced: AbortSignal): Promise<void> {
    let retryMs = FIRST_RETRY_MS
    while (!replaced.aborted) {
      if (this.#cursors.size === 0) return this.#setStatus('idle')
      if (this.#status !== 'live') this.#setStatus('connecting')
      try {
        const refused = await this.#read(replaced, () => {
          retryMs = FIRST_RETRY_MS
        })
        if (refused) return this.#setStatus('refused')
      } catch {
        // Broken, silent or never there: all the same, try again.
      }
      if (replaced.aborted) return
      if (this.#cursors.size === 0) return this.#setStatus('idle')
      this.#setStatus('offline')
      // Not all browsers at the same moment, after a restart of the server.
      await sleep(retryMs * (0.5 + Math.random()), replaced)
      retryMs = Math.min(MAX_RETRY_MS, retryMs * 2)
    }
  }

  /** Reads one connection to its end. @returns whether the server will not have us */
  async #read(replaced: AbortSignal, onOpen: () => void): Promise<boolean> {
    const silence = new AbortController()
    let watchdog = setTimeout(() => silence.abort(), SILENCE_MS)
    const heard = () => {
      clearTimeout(watchdog)
      watchdog = setTimeout(() => silence.abort(), SILENCE_MS)
    }
    try {
      const response = await fetch(this.#options.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ topics: Object.fromEntries(this.#cursors) }),
        signal: AbortSignal.any([replaced, silence.signal]),
        cache: 'no-store',
      })
      if (REFUSALS.has(response.status)) return true
      if (!response.ok || !response.body) throw new Error(`The event stream answered ${response.status}.`)
      onOpen()
      this.#setStatus('live')
      const listening = new TransformStream<string, string>({
        transform(chunk, controller) {
          heard()
          controller.enqueue(chunk)
        },
      })
      const frames = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(listening).pipeThrough(sseFrames())
      const reader = frames.getReader()
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const frame = parseStreamFrame(next.value, (topic) => this.#cursors.get(topic))
        if (frame && !replaced.aborted) this.#take(frame)
      }
      return false
    } finally {
      clearTimeout(watchdog)
    }
  }

  #take(frame: StreamFrame): void {
    if (frame.kind === 'gone') this.#cursors.delete(frame.topic)
    else if (this.#cursors.has(frame.topic)) this.#cursors.set(frame.topic, frame.cursor)
    this.#options.onFrame(frame)
  }

  #setStatus(status: StreamStatus): void {
    if (status === this.#status) return
    this.#status = status
    this.#options.onStatus(status)
  }
}

/** Whether a reader at `cursor` needs something that was sent before `reached`. */
function isBehind(cursor: string, reached: string): boolean {
  if (cursor === reached || cursor === '') return false
  if (parseCursor(cursor)?.epoch !== parseCursor(reached)?.epoch) return true
  return compareEventIds(positionOf(cursor), positionOf(reached)) < 0
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
