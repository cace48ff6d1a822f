import type { LoopEvidence, LoopKind } from './event.ts'
import type { Seen } from './memory.ts'

const MAX_NAMED = 8
const MAX_QUOTE_CHARS = 80

/** What the stalled turns show, in words. */
export function evidenceOf(stalled: readonly Seen[], kept: readonly Seen[]): LoopEvidence {
  const kind = kindOf(stalled)
  // What the first of them repeats belongs to what shows it.
  const shown = new Set(stalled.flatMap((seen) => (seen.repeats ? [seen.repeats, seen] : [seen])))
  const inOrder = kept.filter((seen) => shown.has(seen))
  const events = inOrder.map(({ event }) => event.id)
  const agents = [...new Set(inOrder.flatMap(({ event }) => (event.to ? [event.from, event.to] : [event.from])))]
  return { kind, events, agents, words: wordsFor(kind, inOrder, agents) }
}

function kindOf(stalled: readonly Seen[]): LoopKind {
  const half = stalled.length / 2
  if (stalled.filter(({ isUndoing }) => isUndoing).length >= half) return 'undoing'
  if (stalled.filter(({ call }) => call).length >= half) return 'same_call'
  return stalled.filter(({ repeats }) => repeats).length >= half ? 'circle' : 'no_progress'
}

function wordsFor(kind: LoopKind, inOrder: readonly Seen[], agents: readonly string[]): string {
  const last = inOrder.at(-1) as Seen
  const named = inOrder.slice(-MAX_NAMED).map(({ event }) => event.id)
  const where = `${inOrder.length > MAX_NAMED ? 'the last of them ' : ''}${named.join(', ')}`
  if (kind === 'same_call') {
    const outcome = last.call?.outcome
      ? ` with the same outcome ("${quote(last.call.outcome)}")`
      : ' without an outcome'
    return `${last.event.from} made the call ${quote(last.call?.signature ?? '')} again and again${outcome}: ${where}.`
  }
  if (kind === 'undoing') {
    const what = last.call?.target ? ` on ${quote(last.call.target)}` : ''
    return `${agents.join(' and ')} undo each other's changes${what}: what was set is set back each time (${where}).`
  }
  const route = agents.length > 1 ? `${[...agents, agents[0]].join(' → ')}: ` : ''
  if (kind === 'circle') {
    return `${route}the same is said again in other words, and nothing changes. For example "${quote(last.event.text ?? '')}" after "${quote(last.repeats?.event.text ?? '')}" (${where}).`
  }
  return `${route}${inOrder.length} turns in a row brought nothing new: no file, no canvas, no memory and no fact changed (${where}).`
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MAX_QUOTE_CHARS ? `${line.slice(0, MAX_QUOTE_CHARS)}...` : line
}
