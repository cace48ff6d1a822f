import type { LoopEvent } from './event.ts'
import type { Memory, Seen } from './memory.ts'
import { newFacts, newShare } from './novelty.ts'
import { likeness, readText } from './read-text.ts'

const ALIKE = 0.6
const SAME = 0.9

/** How much a message brings that was not there before. */
export function judgeMessage(memory: Memory, event: LoopEvent): Seen {
  const reading = readText(event.text ?? '')
  let best = 0
  let repeats: Seen | null = null
  let isOldForm = false
  for (const earlier of memory.seen) {
    if (earlier.call) continue
    // What others said counts too: in a circle it comes back from somebody else.
    const isOwn = earlier.event.from === event.from
    const like = likeness(reading, earlier.reading) * (isOwn ? 1 : 0.9)
    if (isOwn && reading.form === earlier.reading.form) isOldForm = true
    if (like >= best) {
      best = like
      repeats = earlier
    }
  }
  const facts = newFacts(reading, memory.terms, isOldForm)
  let novelty = newShare(reading, memory.terms)
  if (best > 0.5) novelty *= 1 - Math.min(1, (best - 0.5) / 0.4)
  if (facts > 0) novelty = Math.max(novelty, 0.62)
  const isRepeat = best >= ALIKE
  if (!isRepeat || repeats?.event.from === event.from) {
    if (event.to && !memory.receivers.has(event.to)) novelty = Math.max(novelty, 0.6)
    if (!memory.speakers.has(event.from)) novelty = Math.max(novelty, 0.45)
  }
  const hasChanged = Array.isArray(event.changed) ? event.changed.length > 0 : event.changed === true
  const isUndoing = hasChanged && ((reading.isSettingBack && best >= 0.45) || (best >= SAME && reading.facts.size > 0 && facts === 0))
  if (hasChanged && !isUndoing) novelty = best >= SAME ? Math.max(novelty, 0.35) : 1
  return {
    event,
    role: `${event.from}>${event.to ?? ''}`,
    reading,
    call: null,
    novelty,
    hasChanged: hasChanged && !isUndoing,
    repeats: isRepeat ? repeats : null,
    isUndoing,
    patience: 1,
  }
}
