import { compareEventIds, formatCursor } from './cursor.ts'
import { type ThreadEvent, threadEvent } from './events.ts'
import type { ViewerItem } from './viewer.ts'

export type RunEvent = { cursor: string; event: ThreadEvent } | { cursor: string; event: null }

/** One run's share of what a viewer of its thread got; `event: null` says that earlier ones are lost. */
export function runEventsOf(item: ViewerItem, runId: string): RunEvent[] {
  if (item.kind === 'watching') return []
  if (item.kind === 'pruned') return [{ cursor: formatCursor(item.cursor), event: null }]
  const events = JSON.parse(item.batch.json) as { runId?: string }[]
  return events.flatMap((raw, index) => {
    const position = item.batch.ids[index]
    if (raw.runId !== runId || !position) return []
    return [{ cursor: formatCursor({ epoch: item.cursor.epoch, position }), event: threadEvent.parse(raw) }]
  })
}

/** Whether an event is the last of its run's present life; a later `retry` or `continue` begins another. */
export function endsRun(event: ThreadEvent | null): boolean {
  return event?.type === 'run.finished'
}

/** Whether a durable row that covers the stream up to `streamId` already tells of the event at `position`. */
export function isCovered(position: string, streamId: string | null): boolean {
  return streamId !== null && compareEventIds(position, streamId) <= 0
}
