import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announce } from './announce.ts'
import { assertNotDelegated } from './assert-not-delegated.ts'
import { isUntouched } from './lifecycle.ts'
import { loadMessageForChange } from './load-run.ts'
import { runView } from './schema.ts'
import { setSteering } from './store.ts'
import { noWork, toMessageView, toRunView } from './views.ts'

/**
 * Hands a message that waits to the run at work before it, which takes it in at its next step. Should that run end
 * first, the message waits its turn as before.
 */
export const steerMessage = defineUseCase({
  id: 'messages.steer',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/messages/{messageId}/steer' },
  input: { messageId: idSchema },
  output: runView,
  load: ({ tx }, { messageId }) => loadMessageForChange(tx, messageId),
  authorize(_, __, { run }) {
    assertNotDelegated(run)
    if (!isUntouched(run)) throw new AppError('conflict', 'This message is being answered already.')
  },
  async execute({ tx }, _, { run }) {
    const steering = await setSteering(tx, run.id)
    if (!steering) throw new AppError('conflict', 'Nothing is at work on this branch. The message is next.')
    return toRunView(steering, noWork)
  },
  audit: ({ steersRunId }, { messageId }) => ({
    action: 'message.steered',
    targetKind: 'message',
    targetId: messageId,
    details: { runId: steersRunId },
  }),
  async afterCommit(scope, { id: runId, attempt, steersRunId }, _, { run, message }) {
    await announce({
      workspaceId: scope.workspaceId,
      threadId: run.thread_id,
      private: run.private_to !== null,
      events: [{ type: 'run.queued', runId, attempt, message: toMessageView(message), steersRunId }],
    })
    return undefined
  },
})
