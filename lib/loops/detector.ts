import type { LoopEvent, LoopVerdict } from './event.ts'
import { evidenceOf } from './evidence.ts'
import { judgeCall } from './judge-call.ts'
import { judgeMessage } from './judge-message.ts'
import { Memory, type Seen } from './memory.ts'
import { NEUTRAL_NOVELTY } from './novelty.ts'

/** So far below what is neutral nothing is new any more. */
const BARREN = 0.24
/** A turn that is empty, and repeats nothing, tells less than one that repeats. */
const EMPTY_GAIN = 0.7
/** An answer to something new is allowed to be a nod. */
const NOD_GAIN = 0.25
const PROGRESS_NOVELTY = 0.6
const FRUITFUL_NOVELTY = 0.46
/** A question that is asked in the same words needs no more than this in its answers. */
const SOME_NOVELTY = 0.3
const MAX_PARTIES = 12
/** An agent by itself: the fourth of four calls of the same. */
const STOP_ALONE = 2.9
/** Several: somewhat more than one round in which nobody brings anything, after the one that is repeated. */
const STOP_BASE = 0.6
const STOP_PER_PARTY = 1.1

/** An event with what it did to the level; for tuning. */
export interface Judged extends Seen {
  gain: number
  level: number
  stopAt: number
}

export interface LoopDetector {
  /** Takes in the next event and says how things stand after it. */
  feed(event: LoopEvent): LoopVerdict
}

/**
 * Watches one exchange: the messages of agents that belong to one task, and the calls that they make. Each turn that
 * brings nothing new raises a level, each that does lowers it; how high it may rise depends on how many take part, so
 * that a loop is warned of in its second round and stopped in its third. Pure: the same events give the same verdicts.
 */
export function createLoopDetector(watch?: (judged: Judged) => void): LoopDetector {
  const memory = new Memory()
  let level = 0
  let isWarned = false
  let stalled: Seen[] = []

  return {
    feed(event) {
      const seen = event.type === 'tool' ? judgeCall(memory, event) : judgeMessage(memory, event)
      const before = memory.last
      memory.add(seen)
      const gain = gainOf(memory, seen, before)
      level = Math.max(0, level + gain)
      if (level === 0) {
        stalled = []
        isWarned = false
      } else if (gain > 0) {
        stalled.push(seen)
      }
      const parties = Math.min(MAX_PARTIES, new Set(stalled.map(({ role }) => role)).size)
      const stopAt = parties === 1 ? STOP_ALONE : STOP_BASE + STOP_PER_PARTY * parties
      watch?.({ ...seen, gain, level, stopAt })
      if (isWarned && level >= stopAt && gain > 0)
        return { verdict: 'stop', evidence: evidenceOf(stalled, memory.seen) }
      if (!isWarned && level >= stopAt / 2 && gain > 0 && stalled.length >= 2) {
        isWarned = true
        return { verdict: 'warn', evidence: evidenceOf(stalled, memory.seen) }
      }
      return { verdict: 'fine' }
    },
  }
}

/** What a turn adds to the level. */
function gainOf(memory: Memory, seen: Seen, before: Seen | undefined): number {
  if (seen.hasChanged && seen.novelty >= PROGRESS_NOVELTY) return -2.5
  const raw = Math.max(-1.5, Math.min(1, (NEUTRAL_NOVELTY - seen.novelty) / BARREN))
  if (raw <= 0) return raw
  const gain = (seen.repeats ? raw : raw * EMPTY_GAIN) * seen.patience
  const isNod = before !== undefined && before.novelty >= PROGRESS_NOVELTY && before.role !== seen.role
  return isNod || isFruitful(memory, seen) ? Math.min(gain, NOD_GAIN) : gain
}

/** Whether what is said or asked once more brought something new the last time: a question to which the answers differ. */
function isFruitful(memory: Memory, seen: Seen): boolean {
  if (!seen.repeats || seen.call) return false
  const since = memory.seen.slice(memory.seen.indexOf(seen.repeats) + 1, -1)
  return since.some(
    (other) => other.role !== seen.role && other.novelty >= (seen.isSame ? SOME_NOVELTY : FRUITFUL_NOVELTY),
  )
}
