import type { LoopEvent } from '#lib/loops/event.ts'
import type { Exchange } from './read-set.ts'

/**
 * How many rounds lie between a loop's first event and the stop. A round is one turn of everything that goes on in it:
 * as many events as there are different pairs of sender and receiver, and different calls.
 */
export function roundsUntil({ events, loopStartsAtEvent }: Exchange, stoppedAt: number): number {
  const turns = events.slice(loopStartsAtEvent).map(turnOf)
  // Calls that never ask for quite the same (queries in other words) are turns of one kind.
  const isAgain = ({ exact }: Turn) => turns.filter((other) => other.exact === exact).length > 1
  const kinds = new Set(turns.map((turn) => (isAgain(turn) ? turn.exact : turn.rough)))
  return Math.max(0, Math.ceil((stoppedAt - loopStartsAtEvent) / Math.max(1, kinds.size)))
}

interface Turn {
  exact: string
  rough: string
}

function turnOf(event: LoopEvent): Turn {
  const rough = event.type === 'message' ? `${event.from}>${event.to ?? ''}` : `${event.from}:${event.tool}`
  if (event.type === 'message') return { exact: rough, rough }
  return { exact: `${rough}(${JSON.stringify(event.args ?? null)})`, rough }
}
