import type { LoopEvent } from './event.ts'
import type { Memory, Seen } from './memory.ts'
import { NEUTRAL_NOVELTY, newFacts, newShare } from './novelty.ts'
import { likeness, type Reading, readText } from './read-text.ts'

const ALIKE = 0.6
const SAME = 0.9
/** Among so many of an agent's last messages a form is looked for. */
const FORMS = 4
const FORM_SHARE = 0.4

/** How much a message brings that was not there before. */
export function judgeMessage(memory: Memory, event: LoopEvent): Seen {
  const reading = readText(event.text ?? '')
  let best = 0
  let repeats: Seen | null = null
  let form: Seen | null = null
  let isOwnAgain = false
  for (const earlier of memory.seen) {
    if (earlier.call) continue
    // What others said counts too: in a circle it comes back from somebody else.
    const isOwn = earlier.event.from === event.from
    const like = likeness(reading, earlier.reading) * (isOwn ? 1 : 0.9)
    if (reading.form === earlier.reading.form) form = earlier
    if (like >= ALIKE) repeats = earlier
    if (like >= ALIKE && isOwn) isOwnAgain = true
    best = Math.max(best, like)
  }
  const facts = newFacts(reading, memory.terms, form?.reading ?? null)
  const share = newShare(reading, memory.terms)
  let novelty = best > 0.5 ? share * (1 - Math.min(1, (best - 0.5) / 0.4)) : share
  if (facts > 0 || isFilledForm(memory, event, reading)) novelty = Math.max(novelty, 0.62)
  // Whoever is new to the exchange brings something to it, unless it only went on from one to the next.
  const isNewcomer = !memory.speakers.has(event.from) || (event.to !== undefined && !memory.receivers.has(event.to))
  const isPassedOn =
    repeats !== null && !isOwnAgain && repeats.event.to === event.from && repeats.event.from !== event.to
  if (isNewcomer && !isPassedOn && memory.parties > 1) novelty = Math.max(novelty, NEUTRAL_NOVELTY)
  const isChange = Array.isArray(event.changed) ? event.changed.length > 0 : event.changed === true
  const isOldState = reading.facts.size > 0 && facts === 0
  const isUndoing =
    isChange && share < 0.35 && (reading.isSettingBack || isOldState || isContested(memory, event, repeats))
  if (isChange && !isUndoing) novelty = best < SAME ? 1 : Array.isArray(event.changed) || isNod(reading) ? 0.6 : 0.35
  return {
    event,
    role: `${event.from}>${event.to ?? ''}`,
    reading,
    call: null,
    novelty,
    hasChanged: isChange && !isUndoing,
    repeats,
    isSame: best >= SAME,
    isUndoing,
    patience: 1,
  }
}

/** Whether somebody else has changed the very same since the event that this one repeats. */
function isContested(memory: Memory, event: LoopEvent, repeats: Seen | null): boolean {
  const mine = event.changed
  if (!repeats || !Array.isArray(mine)) return false
  const own = memory.seen.findLastIndex((other) => other.event.from === event.from)
  return memory.seen
    .slice(own + 1)
    .some(({ event: { changed } }) => Array.isArray(changed) && changed.some((one) => mine.includes(one)))
}

/** "Done": what was done is said elsewhere. */
function isNod({ terms }: Reading): boolean {
  return [...terms.values()].every((weight) => weight < 1)
}

/** The same form filled in with something else each time, by the same agent: the next of many items. */
function isFilledForm(memory: Memory, event: LoopEvent, reading: Reading): boolean {
  const own = memory.seen.filter(({ call, event: { from } }) => !call && from === event.from)
  if (own.slice(-FORMS).filter((other) => isSameForm(reading, other.reading)).length < 2) return false
  const filling = fillingOf(reading)
  return filling !== '' && own.every((other) => fillingOf(other.reading) !== filling)
}

/** As many words, many of them the same and in the same place, and others not. */
function isSameForm({ words: one }: Reading, { words: other }: Reading): boolean {
  if (one.length !== other.length || one.length < 2) return false
  const same = one.filter((word, index) => word === other[index]).length
  return same < one.length && same >= one.length * FORM_SHARE
}

function fillingOf({ terms, counters }: Reading): string {
  return [...terms]
    .flatMap(([term, weight]) => (weight === 1 && !counters.has(term) ? [term] : []))
    .sort()
    .join(' ')
}
