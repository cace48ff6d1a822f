import { compareEventIds, parseCursor, positionOf } from '#lib/stream/cursor.ts'
import type { Topic } from '#lib/stream/events.ts'
import { StreamConnection, type StreamStatus } from './stream-connection.ts'
import type { StreamFrame } from './stream-frame.ts'
import { TabElection } from './tab-election.ts'

/** Between the tabs of one browser. */
type TabMessage =
  /** A follower's topics, with where it is in each. */
  | { kind: 'want'; tab: string; topics: [Topic, string][] }
  /** A tab became the leader: tell it what you want. */
  | { kind: 'who' }
  | { kind: 'frame'; frame: StreamFrame }
  | { kind: 'status'; status: StreamStatus }
  /** Somebody looks at a follower, or its network is back. */
  | { kind: 'hurry' }

export interface TopicListener {
  /** Whoever began "from now": that is now. What was loaded before may lack what happened in between. */
  onWatching?(): void
  /** New events, in order; each is handed over once. */
  onEvents(frame: { cursor: string; ids: string[]; events: unknown[] }): void
  /** Events were lost: load the snapshot again, and subscribe anew from its cursor. */
  onPruned(): void
  /** The topic may not, or no longer, be read. */
  onGone(): void
}

interface Subscription {
  topic: Topic
  cursor: string
  listener: TopicListener
  /** The leader has been asked for what lies behind `cursor`. */
  asked: boolean
}

/**
 * The one event stream of a browser, whatever its number of tabs: a browser has six connections to a server. The tab
 * that leads holds it and passes everything on; when it goes, another one takes over from where each tab is.
 */
export class BrowserStream {
  readonly #tab = Math.random().toString(36).slice(2)
  readonly #subscriptions = new Set<Subscription>()
  readonly #statusListeners = new Set<() => void>()
  readonly #connection: StreamConnection
  readonly #channel: BroadcastChannel | null
  readonly #election: TabElection
  /** The leader's: what the other tabs want. */
  readonly #others = new Map<string, Set<Topic>>()
  #status: StreamStatus = 'idle'

  /** @param scope tabs share a stream within it, and with nobody else */
  constructor(url: string, scope: string) {
    const name = `crewhouse-stream:${scope}`
    this.#connection = new StreamConnection({
      url,
      onFrame: (frame) => {
        this.#post({ kind: 'frame', frame })
        this.#deliver(frame)
      },
      onStatus: (status) => {
        this.#post({ kind: 'status', status })
        this.#setStatus(status)
      },
    })
    this.#channel = TabElection.isPossible() ? new BroadcastChannel(name) : null
    this.#channel?.addEventListener('message', (message: MessageEvent<TabMessage>) => this.#receive(message.data))
    this.#election = new TabElection(name, this.#tab, {
      onLead: () => this.#lead(),
      onDepose: () => {
        this.#others.clear()
        this.#connection.close()
        this.#want()
      },
    })
  }

  get status(): StreamStatus {
    return this.#status
  }

  get isLeader(): boolean {
    return this.#election.isLeader
  }

  /** @returns ends the subscription */
  onStatus(listener: () => void): () => void {
    this.#statusListeners.add(listener)
    return () => this.#statusListeners.delete(listener)
  }

  /** Listens to a topic from a cursor on (empty: from now). @returns ends the subscription */
  subscribe(topic: Topic, cursor: string, listener: TopicListener): () => void {
    const subscription = { topic, cursor, listener, asked: true }
    this.#subscriptions.add(subscription)
    this.#want(new Map([[topic, cursor]]))
    return () => {
      if (this.#subscriptions.delete(subscription)) this.#want()
    }
  }

  /** Somebody looks again, or the network is back: a follower may have slept through frames, a leader may be waiting. */
  wake(): void {
    if (this.isLeader) {
      this.#connection.hurry()
      return
    }
    this.#want()
    this.#post({ kind: 'hurry' })
  }

  close(): void {
    this.#subscriptions.clear()
    this.#connection.close()
    this.#election.close()
    this.#channel?.close()
  }

  /** Each topic of this tab, from the earliest place at which one of its listeners is. */
  #places(): Map<Topic, string> {
    const places = new Map<Topic, string>()
    for (const { topic, cursor } of this.#subscriptions) places.set(topic, earlier(places.get(topic), cursor))
    return places
  }

  /** Something changed in what this tab wants. @param from where new listeners begin */
  #want(from: ReadonlyMap<Topic, string> = new Map()): void {
    if (this.isLeader) this.#follow(from)
    else this.#post({ kind: 'want', tab: this.#tab, topics: [...this.#places()] })
  }

  #lead(): void {
    this.#post({ kind: 'who' })
    this.#follow(this.#places())
  }

  #follow(from: ReadonlyMap<Topic, string>): void {
    const topics = new Set([...this.#subscriptions].map(({ topic }) => topic))
    for (const wanted of this.#others.values()) for (const topic of wanted) topics.add(topic)
    this.#connection.follow(topics, from)
  }

  #receive(message: TabMessage): void {
    if (message.kind === 'frame' && !this.isLeader) this.#deliver(message.frame)
    if (message.kind === 'status' && !this.isLeader) this.#setStatus(message.status)
    if (message.kind === 'who') this.#want()
    if (message.kind === 'hurry' && this.isLeader) this.#connection.hurry()
    if (message.kind === 'want' && this.isLeader) this.#listenTo(message.tab, message.topics)
  }

  #listenTo(tab: string, topics: [Topic, string][]): void {
    if (!this.#others.has(tab)) {
      this.#election.onTabClosed(tab, () => {
        this.#others.delete(tab)
        if (this.isLeader) this.#follow(new Map())
      })
    }
    this.#others.set(tab, new Set(topics.map(([topic]) => topic)))
    this.#follow(new Map(topics))
    this.#post({ kind: 'status', status: this.#status })
  }

  #deliver(frame: StreamFrame): void {
    for (const subscription of [...this.#subscriptions]) {
      if (subscription.topic !== frame.topic) continue
      if (frame.kind === 'gone') {
        this.#subscriptions.delete(subscription)
        subscription.listener.onGone()
      } else if (frame.kind === 'watching') {
        if (subscription.cursor !== '') continue
        subscription.cursor = frame.cursor
        subscription.listener.onWatching?.()
      } else if (frame.kind === 'pruned' || isOtherEpoch(subscription.cursor, frame.cursor)) {
        this.#subscriptions.delete(subscription)
        subscription.listener.onPruned()
      } else {
        this.#handOver(subscription, frame)
      }
    }
  }

  /** What this listener has not had yet, if it joins on to what it had. */
  #handOver(subscription: Subscription, frame: Extract<StreamFrame, { kind: 'events' }>): void {
    const position = positionOf(subscription.cursor)
    if (subscription.cursor !== '' && compareEventIds(positionOf(frame.after), position) > 0) {
      // There is a gap: the listener has just come, and the stream is about to go back for it; or the tab was asleep.
      if (!subscription.asked) this.#want(new Map([[subscription.topic, subscription.cursor]]))
      subscription.asked = true
      return
    }
    subscription.asked = false
    const first = frame.ids.findIndex((id) => compareEventIds(id, position) > 0)
    if (first < 0) return
    subscription.cursor = frame.cursor
    const { cursor, ids, events } = frame
    subscription.listener.onEvents({ cursor, ids: ids.slice(first), events: events.slice(first) })
  }

  #post(message: TabMessage): void {
    this.#channel?.postMessage(message)
  }

  #setStatus(status: StreamStatus): void {
    if (status === this.#status) return
    this.#status = status
    for (const listener of this.#statusListeners) listener()
  }
}

/** Redis was lost in between: what this listener knows and what comes now do not join. */
function isOtherEpoch(own: string, coming: string): boolean {
  return own !== '' && parseCursor(own)?.epoch !== parseCursor(coming)?.epoch
}

/** Of two places, the one from which both are served; "from now on" is behind all. */
function earlier(a: string | undefined, b: string): string {
  if (!a) return b
  if (!b) return a
  return compareEventIds(positionOf(a), positionOf(b)) <= 0 ? a : b
}
