import type { LoopEvent } from './event.ts'
import type { Memory, Seen } from './memory.ts'
import { likenessOfCalls, newFacts, newShare } from './novelty.ts'
import { readCall } from './read-call.ts'

const ALIKE = 0.6
const POLL_PATIENCE = 0.3
const SPACED_PATIENCE = 0.6
const MAX_SPACED_TRIES = 8
/** Each pause longer than the one before by so much: somebody waits before trying again. */
const BACKOFF = 1.25
const waitTool = /^(?:\w+[._])?(?:sleep|wait|pause|delay|warte|backoff)\w*$/i

/** How much a call brings that was not there before: another thing asked, or another outcome. */
export function judgeCall(memory: Memory, event: LoopEvent): Seen {
  const call = readCall(event.tool ?? '', event.args, event.result)
  const hasChanged = Array.isArray(event.changed) ? event.changed.length > 0 : event.changed === true
  const seen: Seen = {
    event,
    role: `${event.from}:${call.tool}`,
    reading: call.args,
    call,
    novelty: 1,
    hasChanged,
    repeats: null,
    isSame: false,
    isUndoing: false,
    patience: 1,
  }
  if (waitTool.test(call.tool)) return { ...seen, novelty: 0.42, hasChanged: false }
  let asked = 0
  let came = 0
  let same: Seen | null = null
  let alike: Seen | null = null
  let tries = 0
  for (const earlier of memory.seen) {
    if (!earlier.call || earlier.call.tool !== call.tool) continue
    const like = likenessOfCalls(call, earlier.call)
    if (like.asked === 1) {
      same = earlier
      tries++
      came = Math.max(came, like.came)
    }
    if (like.asked >= asked && like.came >= 0.9) {
      asked = like.asked
      alike = earlier
    }
  }
  if (same) {
    const repeated = judgeRepeated(memory, seen, same, came)
    return { ...repeated, patience: patienceFor(memory, seen, tries) }
  }
  // Asked otherwise, and the same came of it: no news where nothing came of it.
  const isBarren = call.isFailure || call.isEmpty
  const facts = newFacts(call.args, memory.terms, null)
  if (alike && isBarren && !hasChanged) {
    const novelty = asked >= ALIKE ? 0.12 : facts > 0 ? 0.36 : 0.42
    return { ...seen, novelty, repeats: alike, patience: call.isFailure && facts > 0 ? 0.7 : 1 }
  }
  if (hasChanged) return seen
  const novelty = Math.max(newShare(call.args, memory.terms), call.hasResult ? newShare(call.result, memory.terms) : 0)
  if (alike && asked >= 0.9 && facts === 0) return { ...seen, novelty: Math.min(novelty, 0.25), repeats: alike }
  return { ...seen, novelty: Math.max(novelty, 0.62) }
}

/** The same call once more. */
function judgeRepeated(memory: Memory, seen: Seen, same: Seen, came: number): Seen {
  const since = memory.seen.slice(memory.seen.indexOf(same) + 1)
  const isContradicted = since.some(
    (other) => other.call && other.hasChanged !== undefined && isOtherValue(seen, other),
  )
  if (seen.hasChanged && isContradicted) {
    return { ...seen, novelty: 0.05, hasChanged: false, isUndoing: true, repeats: same }
  }
  const isNewOutcome =
    came < 0.9 ||
    newFacts(
      seen.call?.result ?? seen.reading,
      memory.terms,
      seen.call?.isFailure ? (same.call?.result ?? null) : null,
    ) > 0
  if (isNewOutcome && seen.call?.hasResult) return { ...seen, novelty: came < 0.9 ? 0.8 : 0.65 }
  // What was changed meanwhile is a reason to look again.
  if (since.some((other) => other.hasChanged && other.novelty >= 0.6)) return { ...seen, novelty: 0.42, repeats: same }
  if (seen.hasChanged && !isContradicted && !seen.call?.hasResult) return { ...seen, novelty: 0.3, repeats: same }
  return { ...seen, novelty: 0.02, hasChanged: false, repeats: same }
}

/** Whether in between the same thing was set to something else. */
function isOtherValue(seen: Seen, other: Seen): boolean {
  const { call } = seen
  if (!call || !other.call || other.call.signature === call.signature || other.event.changed === false) return false
  if (call.target !== '' && other.call.target === call.target) return true
  return call.target === '' && other.call.tool === call.tool && !!other.event.changed
}

/** How little a repetition counts: nothing speaks against looking whether something is ready, or trying later once more. */
function patienceFor(memory: Memory, seen: Seen, tries: number): number {
  const { call } = seen
  if (!call) return 1
  const mine = memory.seen.filter((other) => other.call?.signature === call.signature)
  const isSpaced = isBackingOff([...mine, seen]) || (memory.last?.call && waitTool.test(memory.last.call.tool))
  if (call.isUnderWay) return isSpaced ? POLL_PATIENCE * SPACED_PATIENCE : POLL_PATIENCE
  if (isSpaced && (call.isPassing || call.isEmpty) && tries < MAX_SPACED_TRIES) return POLL_PATIENCE
  return 1
}

function isBackingOff(calls: readonly Seen[]): boolean {
  const times = calls.map(({ event }) => event.atMs)
  if (times.length < 3 || times.some((time) => time === undefined)) return false
  const pauses = times.slice(1).map((time, index) => (time as number) - (times[index] as number))
  return pauses.slice(1).every((pause, index) => pause >= (pauses[index] as number) * BACKOFF)
}
