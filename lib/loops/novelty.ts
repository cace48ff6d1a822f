import type { CallReading } from './read-call.ts'
import { likeness, type Reading } from './read-text.ts'

/** Above this share of new things a turn is progress, below it a step on the spot. */
export const NEUTRAL_NOVELTY = 0.42

/** So much has to be new before it outweighs the rest. */
const RESISTANCE = 1.8

/** However much is talked: talk alone brings no more than this. */
const MAX_TALK = 0.3

/** A number as long as this is an id, not an amount. */
const MIN_ID_DIGITS = 7

/** What of a text its readers had not yet before them: 0 nothing, towards 1 nearly all. */
export function newShare(reading: Reading, known: ReadonlyMap<string, number>): number {
  let fresh = 0
  let freshTalk = 0
  let stale = 0
  for (const [term, weight] of reading.terms) {
    if (known.has(term)) stale += weight
    else if (weight < 1) freshTalk += weight
    else fresh += weight
  }
  fresh += Math.min(freshTalk, MAX_TALK)
  return fresh / (fresh + 0.5 * stale + RESISTANCE)
}

/**
 * Facts that no earlier text named. Where a text has the form of an earlier one, the next number after
 * a word that names no thing is a mere counter, and a long one an id.
 */
export function newFacts(reading: Reading, known: ReadonlyMap<string, number>, form: Reading | null): number {
  let count = 0
  for (const fact of reading.facts) {
    if (known.has(fact)) continue
    if (form && !reading.hardFacts.has(digitsOf(fact)) && isCounter(fact, reading, form)) continue
    count++
  }
  return count
}

const digitsOf = (fact: string) => fact.replace(/[^\d]/g, '').replace(/^0+(?=\d)/, '')

function isCounter(fact: string, reading: Reading, before: Reading): boolean {
  if (!/^\d+$/.test(fact)) return /\d/.test(fact)
  if (fact.length >= MIN_ID_DIGITS) return true
  const value = Number(fact)
  return reading.counters.has(fact) && (before.facts.has(`${value - 1}`) || before.facts.has(`${value - 2}`))
}

/** How much a call does, and comes to, what an earlier one did. */
export function likenessOfCalls(one: CallReading, other: CallReading): { asked: number; came: number } {
  if (one.tool !== other.tool) return { asked: 0, came: 0 }
  const asked = one.signature === other.signature ? 1 : Math.min(0.95, likeness(one.args, other.args))
  const came = one.outcome === other.outcome ? 1 : Math.min(0.95, likeness(one.result, other.result))
  return { asked, came }
}
