import { formatCursor } from './cursor.ts'
import { type ThreadEvent, threadEvent } from './events.ts'
import type { ViewerItem } from './viewer.ts'

export interface RunEvent {
  cursor: string
  event: ThreadEvent
}

/** One run's share of what a viewer of its thread got. */
export function runEventsOf(item: ViewerItem, runId: string): RunEvent[] {
  if (item.kind !== 'events') return []
  const events = JSON.parse(item.batch.json) as { runId?: string }[]
  return events.flatMap((raw, index) => {
    const position = item.batch.ids[index]
    if (raw.runId !== runId || !position) return []
    return [{ cursor: formatCursor({ epoch: item.cursor.epoch, position }), event: threadEvent.parse(raw) }]
  })
}

/** Whether a run took in this message: the queued run that was to answer it is no more. */
export function takesIn(item: ViewerItem, messageId: string): boolean {
  if (item.kind !== 'events') return false
  const events = JSON.parse(item.batch.json) as { type?: string; message?: { id?: string } }[]
  return events.some(({ type, message }) => type === 'message.taken' && message?.id === messageId)
}
