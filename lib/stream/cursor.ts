/*
 * Positions in a topic's stream. An event's id is Redis' own, `<ms>-<seq>`, in the order of appending. A cursor is
 * `<epoch>.<ms>-<seq>`: the epoch names one life of Redis (it changes when Redis restarts or loses its data), so that a
 * reader whose events may have gone with the old one is told `pruned` instead of being shown a hole.
 */

export interface EventId {
  readonly ms: number
  readonly seq: number
}

export interface Cursor {
  readonly epoch: string
  readonly position: string
}

const ID = /^(\d{1,15})-(\d{1,15})$/
const CURSOR = /^([0-9a-z]{1,40})\.(\d{1,15}-\d{1,15})$/

/** The id's two numbers; null for anything else. */
export function parseEventId(id: string): EventId | null {
  const match = ID.exec(id)
  return match ? { ms: Number(match[1]), seq: Number(match[2]) } : null
}

/** Order of two ids, as numbers: `9-0` comes before `10-0`. What is no id comes first. */
export function compareEventIds(a: string, b: string): number {
  if (a === b) return 0
  const left = parseEventId(a) ?? { ms: -1, seq: -1 }
  const right = parseEventId(b) ?? { ms: -1, seq: -1 }
  return left.ms - right.ms || left.seq - right.seq
}

/** The later of two ids. */
export function laterEventId(a: string, b: string): string {
  return compareEventIds(a, b) >= 0 ? a : b
}

export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}.${cursor.position}`
}

/** A cursor that came over a border; null when it is none. */
export function parseCursor(text: string): Cursor | null {
  const match = CURSOR.exec(text)
  return match ? { epoch: match[1] as string, position: match[2] as string } : null
}

/** The event id in a cursor, for comparing; `0-0` when it has none. */
export function positionOf(cursor: string): string {
  return parseCursor(cursor)?.position ?? '0-0'
}
