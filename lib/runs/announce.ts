import { bestEffort } from '#lib/queue/best-effort.ts'
import { type ControlMessage, publishControl } from '#lib/queue/control.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { appendEvents } from '#lib/stream/append.ts'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { hintThreadChanged } from '#lib/threads/hint.ts'

export interface Announcement {
  workspaceId: string
  threadId: string
  private: boolean
  events: readonly ThreadEvent[]
  /** A run that may be claimed now. */
  wake?: string
  control?: ControlMessage
}

/** Tells readers and workers what was committed; the reconciler and the next snapshot make up for what is lost. */
export function announce(what: Announcement): Promise<void> {
  return bestEffort(
    'announcing a run',
    Promise.all([
      what.wake ? enqueue('run.wake', { runId: what.wake }, what.wake) : undefined,
      what.events.length > 0 ? appendEvents(`thread:${what.threadId}`, what.events) : undefined,
      what.control ? publishControl(what.control) : undefined,
      hintThreadChanged(what),
    ]),
  )
}
