import type { LoopEvent } from './event.ts'
import type { CallReading } from './read-call.ts'
import type { Reading } from './read-text.ts'

/** Events that are kept in mind: three rounds of a wide circle; what is older than that may be said again. */
const KEPT_EVENTS = 48

/** An event, as it was judged when it came. */
export interface Seen {
  event: LoopEvent
  /** Who does what to whom; the parties of a loop are counted by it. */
  role: string
  reading: Reading
  call: CallReading | null
  /** 0 to 1. */
  novelty: number
  hasChanged: boolean
  /** The latest of the earlier events that it repeats. */
  repeats: Seen | null
  /** It does so nearly word for word. */
  isSame: boolean
  isUndoing: boolean
  /** Below 1 where waiting and trying again are what one does. */
  patience: number
}

/** The last events of an exchange, and the terms that were in them. */
export class Memory {
  readonly seen: Seen[] = []
  readonly terms = new Map<string, number>()
  /** Ever, not only of late: who is new to the exchange brings something to it. */
  readonly speakers = new Set<string>()
  readonly receivers = new Set<string>()

  /** How many have taken part. */
  get parties(): number {
    return new Set([...this.speakers, ...this.receivers]).size
  }

  get last(): Seen | undefined {
    return this.seen.at(-1)
  }

  add(seen: Seen): void {
    this.seen.push(seen)
    this.speakers.add(seen.event.from)
    if (seen.event.to) this.receivers.add(seen.event.to)
    this.count(seen, 1)
    if (this.seen.length > KEPT_EVENTS) this.count(this.seen.shift() as Seen, -1)
  }

  private count(seen: Seen, by: 1 | -1): void {
    const readings = seen.call ? [seen.call.args, seen.call.result] : [seen.reading]
    for (const reading of readings) {
      for (const term of reading.terms.keys()) {
        const left = (this.terms.get(term) ?? 0) + by
        if (left > 0) this.terms.set(term, left)
        else this.terms.delete(term)
      }
    }
  }
}
