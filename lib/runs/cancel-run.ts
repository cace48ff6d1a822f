import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { announce } from './announce.ts'
import { loadRunForChange } from './load-run.ts'
import { runView } from './schema.ts'
import { cancelQueued, requestCancel } from './store.ts'
import { noWork, toRunView } from './views.ts'

/** Ends a run: at once while it is queued, else within a second by its worker. A run that is over stays as it is. */
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
    if (run.status !== 'queued') return view
    return { ...toRunView(await cancelQueued(tx, runId), noWork), steps: view.steps, steering: view.steering }
  },
  audit: (_, { runId }, { run }) =>
    run.status === 'queued' || run.status === 'running'
      ? {
          action: run.status === 'queued' ? 'run.cancelled' : 'run.cancel-requested',
          targetKind: 'run',
          targetId: runId,
        }
      : null,
  async afterCommit(_, after, { runId }, { run }) {
    const where = { workspaceId: run.workspace_id, threadId: run.thread_id, private: run.private_to !== null }
    if (run.status === 'running') await announce({ ...where, events: [], control: { type: 'cancel', runId } })
    if (run.status === 'queued') {
      await announce({
        ...where,
        events: [{ type: 'run.finished', runId, attempt: after.attempt, status: 'cancelled', error: null }],
        // The next message of the thread waited for this one.
        wake: runId,
      })
    }
    return undefined
  },
})
