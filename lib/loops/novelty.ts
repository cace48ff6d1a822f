import type { CallReading } from './read-call.ts'
import { likeness, type Reading } from './read-text.ts'

/** What of a text its readers had not yet before them: 0 nothing, towards 1 nearly all. */
export function newShare(reading: Reading, known: ReadonlyMap<string, number>): number {
  let fresh = 0
  let stale = 0
  for (const [term, weight] of reading.terms) {
    if (known.has(term)) stale += weight
    else fresh += weight
  }
  return fresh / (fresh + 0.5 * stale + 1.3)
}

/** Facts that no earlier text named. In a text of a form that was there before only those count that are no counters. */
export function newFacts(reading: Reading, known: ReadonlyMap<string, number>, isOldForm: boolean): number {
  let count = 0
  for (const fact of isOldForm ? reading.hardFacts : reading.facts) if (!known.has(fact)) count++
  return count
}

/** How much a call does, and comes to, what an earlier one did. */
export function likenessOfCalls(one: CallReading, other: CallReading): { asked: number; came: number } {
  if (one.tool !== other.tool) return { asked: 0, came: 0 }
  const asked = one.signature === other.signature ? 1 : Math.min(0.95, likeness(one.args, other.args))
  const came = one.outcome === other.outcome ? 1 : Math.min(0.95, likeness(one.result, other.result))
  return { asked, came }
}
