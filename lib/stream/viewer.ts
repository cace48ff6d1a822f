import { type Cursor, compareEventIds, formatCursor } from './cursor.ts'
import type { Topic } from './events.ts'
import { type EventBatch, FROM_NOW, readTopic } from './read-topic.ts'

/** What a viewer may have waiting; beyond it, it reads from Redis again when it has caught up. */
const MAX_QUEUED_BYTES = 1024 * 1024

export type ViewerItem =
  /** The answer to `FROM_NOW`: whatever is appended from here on will come. */
  | { kind: 'watching'; topic: Topic; cursor: Cursor }
  | { kind: 'events'; topic: Topic; cursor: Cursor; batch: EventBatch }
  /** Events were lost to this viewer: load the snapshot again. What is still there follows. */
  | { kind: 'pruned'; topic: Topic; cursor: Cursor }

/**
 * One reader of one topic: each event once, in order, without a gap. It is `behind` until it has read everything from
 * Redis, then lives on what the hub offers. A viewer that is too slow falls behind again, so it costs a bounded amount
 * of memory and misses nothing that Redis still has.
 */
export class Viewer {
  readonly topic: Topic
  #cursor: string
  #epoch = ''
  #queue: ViewerItem[] = []
  #queuedBytes = 0
  #behind = true
  #reading = false
  /** Offered while a read was under way; null when there was too much of it to keep. */
  #arrived: EventBatch[] | null = []
  #arrivedBytes = 0
  #closed = false
  readonly #ready: Promise<void>
  readonly #onItems: () => void
  readonly #onClose: (viewer: Viewer) => void

  /**
   * @param ready settles when the hub listens to the topic: a read before that could leave a gap
   * @param onItems there is something to `take`
   */
  constructor(options: {
    topic: Topic
    cursor: string
    ready: Promise<void>
    onItems: () => void
    onClose: (viewer: Viewer) => void
  }) {
    this.topic = options.topic
    this.#cursor = options.cursor
    this.#ready = options.ready
    this.#onItems = options.onItems
    this.#onClose = options.onClose
    void this.#read()
  }

  /** The next item, if there is one now. */
  take(): ViewerItem | undefined {
    const item = this.#queue.shift()
    if (item?.kind === 'events') this.#queuedBytes -= item.batch.json.length
    if (this.#queue.length === 0 && this.#behind) void this.#read()
    return item
  }

  /** From the hub: events that were just appended. */
  offer(batch: EventBatch): void {
    const bytes = batch.json.length
    if (this.#reading) {
      this.#arrivedBytes += bytes
      if (this.#arrivedBytes > MAX_QUEUED_BYTES) this.#arrived = null
      this.#arrived?.push(batch)
      return
    }
    if (this.#queuedBytes + bytes > MAX_QUEUED_BYTES && this.#queue.length > 0) this.#behind = true
    // While behind, it will read this from Redis.
    if (!this.#behind) this.#push(batch)
  }

  /** From the hub: messages may have been lost while Redis was away. */
  fallBehind(): void {
    this.#behind = true
    this.#arrived = null
    if (this.#queue.length === 0) void this.#read()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#queue = []
    this.#onClose(this)
  }

  async #read(): Promise<void> {
    if (this.#reading || this.#closed) return
    this.#reading = true
    this.#arrived = []
    this.#arrivedBytes = 0
    await this.#ready
    const fromNow = this.#cursor === FROM_NOW
    const page = await readTopic(this.topic, this.#cursor).catch(() => null)
    this.#reading = false
    if (this.#closed) return
    if (!page) {
      // Redis answered with an error (it is loading its data, for instance): the same again, a little later.
      setTimeout(() => void this.#read(), 200)
      return
    }
    this.#epoch = page.cursor.epoch
    if (fromNow) this.#queue.push({ kind: 'watching', topic: this.topic, cursor: page.cursor })
    if (page.pruned) this.#queue.push({ kind: 'pruned', topic: this.topic, cursor: page.cursor })
    this.#cursor = formatCursor(page.cursor)
    if (page.batch) this.#push(page.batch, page.cursor)
    // Whole once the last page and what arrived since it was asked for are together.
    const arrived: EventBatch[] | null = this.#arrived
    this.#behind = page.more || arrived === null
    if (!this.#behind) for (const batch of arrived ?? []) this.offer(batch)
    if (this.#queue.length > 0) this.#onItems()
    else if (this.#behind) void this.#read()
  }

  #push(batch: EventBatch, cursor?: Cursor): void {
    const last = batch.ids.at(-1)
    const position = this.#cursor.slice(this.#cursor.indexOf('.') + 1)
    if (!cursor && (!last || compareEventIds(last, position) <= 0)) return
    const next = cursor ?? { epoch: this.#epoch, position: last as string }
    this.#cursor = formatCursor(next)
    this.#queue.push({ kind: 'events', topic: this.topic, cursor: next, batch })
    this.#queuedBytes += batch.json.length
    this.#onItems()
  }
}
