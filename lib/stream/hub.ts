import type { Redis } from 'ioredis'
import { connectRedis } from '#lib/queue/connection.ts'
import { streamKey } from './append.ts'
import type { Topic } from './events.ts'
import { Viewer } from './viewer.ts'

/**
 * Hands what is appended to topics to this process' viewers: one subscriber connection for all of them, whatever their
 * number, and one subscription for each topic that somebody watches.
 */
export class StreamHub {
  readonly #subscriber: Redis
  readonly #topics = new Map<string, { viewers: Set<Viewer>; ready: Promise<void> }>()
  /**
   * False from the end of a connection until everyone reads again: ioredis subscribes anew before that, and a viewer
   * that took what comes then would step over the gap.
   */
  #isWhole = true

  constructor(subscriber: Redis = connectRedis()) {
    this.#subscriber = subscriber
    subscriber.on('message', (channel: string, message: string) => this.#deliver(channel, message))
    subscriber.on('close', () => {
      this.#isWhole = false
    })
    subscriber.on('ready', () => void this.#catchUp())
    // Without a listener ioredis prints each failed attempt; it goes on trying by itself.
    subscriber.on('error', () => undefined)
  }

  /** Watches a topic from a cursor on. `onItems` is called whenever `take` has something new. */
  watch(topic: Topic, cursor: string, onItems: () => void): Viewer {
    const channel = streamKey(topic)
    let entry = this.#topics.get(channel)
    if (!entry) {
      const ready = this.#subscriber.subscribe(channel).then(
        () => undefined,
        () => undefined, // the connection was closed for good, or broke: then `#catchUp` subscribes again
      )
      entry = { viewers: new Set(), ready }
      this.#topics.set(channel, entry)
    }
    const { viewers, ready } = entry
    const onClose = (closed: Viewer) => this.#leave(channel, closed)
    const viewer = new Viewer({ topic, cursor, ready, onItems, onClose })
    viewers.add(viewer)
    return viewer
  }

  /** Ends the subscriber connection; viewers get nothing more. */
  close(): void {
    this.#topics.clear()
    this.#subscriber.disconnect()
  }

  #deliver(channel: string, message: string): void {
    const entry = this.#topics.get(channel)
    if (!entry || !this.#isWhole) return
    const space = message.indexOf(' ')
    const batch = { ids: message.slice(0, space).split(','), json: message.slice(space + 1) }
    for (const viewer of entry.viewers) viewer.offer(batch)
  }

  #leave(channel: string, viewer: Viewer): void {
    const entry = this.#topics.get(channel)
    if (!entry?.viewers.delete(viewer) || entry.viewers.size > 0) return
    this.#topics.delete(channel)
    void this.#subscriber.unsubscribe(channel).catch(() => undefined)
  }

  /** What was published while the connection was away is lost to it: subscribe first, then let everyone read. */
  async #catchUp(): Promise<void> {
    const channels = [...this.#topics.keys()]
    try {
      if (channels.length > 0) await this.#subscriber.subscribe(...channels)
    } catch {
      return // the connection broke again: the next one does the same
    }
    this.#isWhole = true
    for (const { viewers } of this.#topics.values()) for (const viewer of viewers) viewer.fallBehind()
  }
}

// Next.js evaluates modules more than once; subscriber connections must not multiply with it.
const shared = globalThis as { crewhouseStreamHub?: StreamHub }

/** The hub of this process. */
export function streamHub(): StreamHub {
  shared.crewhouseStreamHub ??= new StreamHub()
  return shared.crewhouseStreamHub
}

/** Closes it, as tests and shut-down do. */
export function closeStreamHub(): void {
  shared.crewhouseStreamHub?.close()
  shared.crewhouseStreamHub = undefined
}
