import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announce } from './announce.ts'
import { assertNotDelegated } from './assert-not-delegated.ts'
import { isUntouched } from './lifecycle.ts'
import { loadMessageForChange } from './load-run.ts'
import { removeQueued } from './store.ts'

/** Takes a message back that still waits; what was to follow it moves up. */
export const withdrawMessage = defineUseCase({
  id: 'messages.withdraw',
  level: 'workspace',
  role: 'member',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/messages/{messageId}' },
  input: { messageId: idSchema },
  output: z.object({ parentRunId: idSchema.nullable() }),
  load: ({ tx }, { messageId }) => loadMessageForChange(tx, messageId),
  authorize(_, __, { run }) {
    assertNotDelegated(run)
    if (!isUntouched(run)) {
      throw new AppError('conflict', 'This message is being answered already. Cancel its run instead.')
    }
  },
  execute: async ({ tx }, _, { run }) => ({ parentRunId: await removeQueued(tx, run) }),
  audit: (_, { messageId }, { run }) => ({
    action: 'message.withdrawn',
    targetKind: 'message',
    targetId: messageId,
    details: { runId: run.id },
  }),
  async afterCommit(scope, { parentRunId }, { messageId }, { run }) {
    const { id: runId, attempt } = run
    await announce({
      workspaceId: scope.workspaceId,
      threadId: run.thread_id,
      private: run.private_to !== null,
      events: [{ type: 'message.withdrawn', runId, attempt, messageId, parentRunId }],
      // What waited behind it may be next.
      wake: runId,
    })
    return undefined
  },
})
