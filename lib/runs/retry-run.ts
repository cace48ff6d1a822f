import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { announce } from './announce.ts'
import { canRetry } from './lifecycle.ts'
import { loadRunForChange } from './load-run.ts'
import { runView } from './schema.ts'
import { insertRetry } from './store.ts'
import { noWork, toMessageView, toRunView } from './views.ts'

/** Answers the same message anew: a branch beside the run before. */
export const retryRun = defineUseCase({
  id: 'runs.retry',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/runs/{runId}/retry', successStatus: 201 },
  input: {
    runId: idSchema,
    /** Chosen by a client that shows the new run before it is stored. */
    newRunId: idSchema.optional(),
  },
  output: runView,
  load: ({ tx }, { runId }) => loadRunForChange(tx, runId),
  authorize(_, __, { view }) {
    if (!canRetry(view)) throw new AppError('conflict', 'This run is not over yet. Cancel it first.')
  },
  async execute({ tx, scope }, { newRunId = newId() }, { run }) {
    const retry = await insertRetry(tx, scope, run, newRunId)
    if (!retry) throw new AppError('conflict', 'This run id is taken. Choose a new one and retry again.')
    return toRunView(retry, noWork)
  },
  audit: (retry, { runId }) => ({
    action: 'run.retried',
    targetKind: 'run',
    targetId: runId,
    details: { newRunId: retry.id },
  }),
  async afterCommit(scope, retry, _, { run, message }) {
    const { id: runId, attempt, steersRunId } = retry
    await announce({
      workspaceId: scope.workspaceId,
      threadId: run.thread_id,
      private: run.private_to !== null,
      events: [{ type: 'run.queued', runId, attempt, message: toMessageView(message), steersRunId }],
      wake: runId,
    })
    return undefined
  },
})
