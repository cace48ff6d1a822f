import type { LoopEvent, LoopVerdict } from './event.ts'
import { evidenceOf } from './evidence.ts'
import { judgeCall } from './judge-call.ts'
import { judgeMessage } from './judge-message.ts'
import { Memory, type Seen } from './memory.ts'

/** Above this share of new things a turn is progress, below it a step on the spot. */
const NEUTRAL_NOVELTY = 0.42
/** A turn that is empty, and repeats nothing, tells less than one that repeats. */
const EMPTY_GAIN = 0.7
/** An answer to something new is allowed to be a nod. */
const NOD_GAIN = 0.25
const PROGRESS_NOVELTY = 0.6
const MAX_PARTIES = 12

export interface LoopDetector {
  /** Takes in the next event and says how things stand after it. */
  feed(event: LoopEvent): LoopVerdict
}

/**
 * Watches one exchange: the messages of agents that belong to one task, and the calls that they make. Each turn that
 * brings nothing new raises a level, each that does lowers it; how high it may rise depends on how many take part, so
 * that a loop is warned of in its second round and stopped in its third. Pure: the same events give the same verdicts.
 */
export function createLoopDetector(): LoopDetector {
  const memory = new Memory()
  let level = 0
  let isWarned = false
  let stalled: Seen[] = []

  return {
    feed(event) {
      const seen = event.type === 'tool' ? judgeCall(memory, event) : judgeMessage(memory, event)
      const before = memory.last
      memory.add(seen)
      const gain = gainOf(seen, before)
      level = Math.max(0, level + gain)
      if (level === 0) {
        stalled = []
        isWarned = false
      } else if (gain > 0) {
        stalled.push(seen)
      }
      const parties = Math.min(MAX_PARTIES, new Set(stalled.map(({ role }) => role)).size)
      const stopAt = Math.max(3, 1.75 * parties)
      if (isWarned && level >= stopAt && gain > 0) return { verdict: 'stop', evidence: evidenceOf(stalled) }
      if (!isWarned && level >= stopAt / 2 && gain > 0 && stalled.length >= 2) {
        isWarned = true
        return { verdict: 'warn', evidence: evidenceOf(stalled) }
      }
      return { verdict: 'fine' }
    },
  }
}

function gainOf(seen: Seen, before: Seen | undefined): number {
  if (seen.hasChanged && seen.novelty >= PROGRESS_NOVELTY) return -2.5
  const raw = Math.max(-1.5, Math.min(1, 1 - seen.novelty / NEUTRAL_NOVELTY))
  if (raw <= 0) return raw
  const gain = (seen.repeats ? raw : raw * EMPTY_GAIN) * seen.patience
  const isNod = before !== undefined && before.novelty >= PROGRESS_NOVELTY && before.role !== seen.role
  return isNod ? Math.min(gain, NOD_GAIN) : gain
}
