import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { publishControl } from '#lib/queue/control.ts'
import { appendEvents } from '#lib/stream/append.ts'
import { announceThread } from './hint.ts'
import { loadThread } from './load-thread.ts'
import { markDeleted, type StoppedRun } from './store.ts'

/** Nobody sees the thread any more, and what it has to do ends. It can be restored for thirty days. */
export const deleteThread = defineUseCase({
  id: 'threads.delete',
  level: 'workspace',
  role: 'member',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/threads/{threadId}' },
  input: { threadId: idSchema },
  output: z.object({ id: idSchema, title: z.string(), stoppedRuns: z.number().int() }),
  load: async ({ tx }, { threadId }) => ({ thread: await loadThread(tx, threadId), stopped: [] as StoppedRun[] }),
  async execute({ tx }, { threadId }, subject) {
    subject.stopped = await markDeleted(tx, threadId)
    return { id: threadId, title: subject.thread.title, stoppedRuns: subject.stopped.length }
  },
  audit: ({ id, stoppedRuns }) => ({
    action: 'thread.deleted',
    targetKind: 'thread',
    targetId: id,
    details: { stoppedRuns },
  }),
  async afterCommit(scope, { id }, _, { thread, stopped }) {
    for (const { id: runId, wasRunning } of stopped) {
      if (wasRunning) await bestEffort('ending a run', publishControl({ type: 'cancel', runId }))
    }
    const events = stopped
      .filter(({ wasRunning }) => !wasRunning)
      .map(({ id: runId, attempt }) => ({
        type: 'run.finished' as const,
        runId,
        attempt,
        status: 'cancelled' as const,
        error: null,
      }))
    if (events.length > 0) await bestEffort('announcing cancelled runs', appendEvents(`thread:${id}`, events))
    await announceThread(scope, thread)
    return undefined
  },
})
