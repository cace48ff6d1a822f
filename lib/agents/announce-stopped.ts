import { bestEffort } from '#lib/queue/best-effort.ts'
import { publishControl } from '#lib/queue/control.ts'
import { appendEvents } from '#lib/stream/append.ts'
import type { StoppedRun } from './store.ts'

/** Tells workers and readers of what ended with an agent; readers only where its threads are still there. */
export async function announceStopped(stopped: readonly StoppedRun[], threadsRemain: boolean): Promise<void> {
  const told = stopped.map(({ runId, threadId, attempt, atWork }) => {
    if (atWork) return publishControl({ type: 'cancel', runId })
    if (!threadsRemain) return undefined
    return appendEvents(`thread:${threadId}`, [
      { type: 'run.finished', runId, attempt, status: 'cancelled', error: null },
    ])
  })
  await bestEffort('announcing cancelled runs', Promise.all(told))
}
