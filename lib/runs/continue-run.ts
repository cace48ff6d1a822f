import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announce } from './announce.ts'
import { canContinue } from './lifecycle.ts'
import { loadRunForChange } from './load-run.ts'
import { runView } from './schema.ts'
import { requeueForContinue } from './store.ts'
import { noWork, toMessageView, toRunView } from './views.ts'

/** A run that failed or was cancelled goes on after its last durable step. */
export const continueRun = defineUseCase({
  id: 'runs.continue',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/runs/{runId}/continue' },
  input: { runId: idSchema },
  output: runView,
  load: ({ tx }, { runId }) => loadRunForChange(tx, runId),
  authorize(_, __, { view }) {
    if (!canContinue(view)) {
      throw new AppError('conflict', 'Only a failed or cancelled run can be continued.')
    }
  },
  async execute({ tx }, { runId }, { view }) {
    const { steps, steering } = view
    return { ...toRunView(await requeueForContinue(tx, runId), noWork), steps, steering }
  },
  audit: (_, { runId }) => ({ action: 'run.continued', targetKind: 'run', targetId: runId }),
  async afterCommit(scope, { attempt, steersRunId }, { runId }, { run, message }) {
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
