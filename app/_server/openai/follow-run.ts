import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Principal } from '#lib/access/scope.ts'
import { AppError } from '#lib/errors.ts'
import { getRun } from '#lib/runs/get-run.ts'
import { hasCome } from '#lib/runs/lifecycle.ts'
import type { RunView } from '#lib/runs/schema.ts'
import type { ThreadEvent, Topic } from '#lib/stream/events.ts'
import { streamHub } from '#lib/stream/hub.ts'
import { runEventsOf } from '#lib/stream/read-run-events.ts'
import { forgetStream, type OpenStream, superviseStream } from '../event-streams.ts'

const LOOK_AGAIN_MS = 500

export interface Followed {
  principal: Principal
  workspaceId: string
  threadId: string
  runId: string
  /** From where on its thread is read. */
  cursor: string
}

export type RunNews =
  | { kind: 'event'; event: ThreadEvent }
  /** Events were lost: this is the run, which is over. */
  | { kind: 'run'; run: RunView }

/**
 * A run's events as they happen, for as long as the principal may read them.
 * @param signal ends it with the signal's reason
 */
export async function* followRun(followed: Followed, signal: AbortSignal): AsyncGenerator<RunNews> {
  const topic: Topic = `thread:${followed.threadId}`
  const wakeUp = new EventTarget()
  const ended = new AbortController()
  const refuse = () => ended.abort(new AppError('not_found', 'The thread was not found.'))
  const stream: OpenStream = {
    principal: followed.principal,
    topics: new Set([topic]),
    drop: refuse,
    end: () => ended.abort(new AppError('unavailable', 'The server is restarting. The run goes on in its thread.')),
  }
  superviseStream(stream)
  const over = AbortSignal.any([signal, ended.signal])
  const viewer = streamHub().watch(topic, followed.cursor, () => wakeUp.dispatchEvent(new Event('items')))
  try {
    for (;;) {
      over.throwIfAborted()
      const item = viewer.take()
      if (!item) {
        await once(wakeUp, 'items', { signal: over }).catch(() => undefined)
        continue
      }
      if (item.kind === 'pruned') {
        yield { kind: 'run', run: await untilOver(followed, over) }
        return
      }
      for (const { event } of runEventsOf(item, followed.runId)) yield { kind: 'event', event }
    }
  } finally {
    viewer.close()
    forgetStream(stream)
  }
}

async function untilOver({ principal, workspaceId, runId }: Followed, signal: AbortSignal): Promise<RunView> {
  for (;;) {
    const run = await getRun.run(principal, { workspaceId, runId })
    if (hasCome(run)) return run
    await delay(LOOK_AGAIN_MS, undefined, { signal })
  }
}
