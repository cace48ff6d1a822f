import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import type { ToolResult } from '#lib/stream/events.ts'
import { announce } from './announce.ts'
import { canCancel } from './lifecycle.ts'
import { loadRun, loadRunForChange } from './load-run.ts'
import { runView } from './schema.ts'
import { cancelQueued, cancelWaiting, requestCancel } from './store.ts'
import { noWork, toRunView } from './views.ts'

const CANCELLED: ToolResult = { text: 'Cancelled by a person before it began.', view: { kind: 'text' } }

/** Ends a run: at once while it is queued or waits, else within a second by its worker. A run that is over stays as it is. */
export const cancelRun = defineUseCase({
  id: 'runs.cancel',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/runs/{runId}/cancel' },
  input: { runId: idSchema },
  output: runView,
  load: ({ tx }, { runId }) => loadRunForChange(tx, runId),
  async execute({ tx }, { runId }, { run, view }) {
    if (run.status === 'running') await requestCancel(tx, runId)
    if (run.status === 'waiting') {
      await cancelWaiting(tx, runId, CANCELLED)
      return (await loadRun(tx, runId)).view
    }
    if (run.status !== 'queued') return view
    return { ...toRunView(await cancelQueued(tx, runId), noWork), steps: view.steps, steering: view.steering }
  },
  audit: (_, { runId }, { run }) =>
    canCancel(run)
      ? {
          action: run.status === 'running' ? 'run.cancel-requested' : 'run.cancelled',
          targetKind: 'run',
          targetId: runId,
        }
      : null,
  async afterCommit(_, after, { runId }, { run, view }) {
    const where = { workspaceId: run.workspace_id, threadId: run.thread_id, private: run.private_to !== null }
    if (run.status === 'running') await announce({ ...where, events: [], control: { type: 'cancel', runId } })
    if (run.status === 'queued' || run.status === 'waiting') {
      const { attempt } = after
      const open = view.steps.flatMap(({ index, toolCalls }) =>
        toolCalls.flatMap(({ id, result }) => (result === null ? [{ step: index, toolCallId: id }] : [])),
      )
      const closed = run.status === 'waiting' ? open : []
      await announce({
        ...where,
        events: [
          ...closed.map((call) => ({
            type: 'tool.finished' as const,
            runId,
            attempt,
            ...call,
            status: 'cancelled' as const,
            result: CANCELLED,
          })),
          { type: 'run.finished', runId, attempt, status: 'cancelled', error: null },
        ],
        // The next message of the thread waited for this one.
        wake: runId,
      })
    }
    return undefined
  },
})
