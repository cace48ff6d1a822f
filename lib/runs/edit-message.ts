import { defineUseCase } from '#lib/access/define-use-case.ts'
import { toText } from '#lib/db/jsonb.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { messageView } from '#lib/stream/events.ts'
import { announce } from './announce.ts'
import { isUntouched } from './lifecycle.ts'
import { loadMessageForChange } from './load-run.ts'
import { messageText } from './schema.ts'
import { updateText } from './store.ts'
import { toMessageView } from './views.ts'

/** Another text for a message of one's own that still waits. What was answered is edited as a new branch. */
export const editMessage = defineUseCase({
  id: 'messages.edit',
  level: 'workspace',
  role: 'member',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/messages/{messageId}' },
  input: { messageId: idSchema, text: messageText.transform(toText) },
  output: messageView,
  load: ({ tx }, { messageId }) => loadMessageForChange(tx, messageId),
  authorize({ scope }, _, { run, message }) {
    if (message.author_id !== scope.principalId) {
      throw new AppError('not_allowed', 'Only its author can change a message.')
    }
    if (!isUntouched(run)) {
      throw new AppError('conflict', 'This message is being answered already. Post a new version of it instead.')
    }
  },
  execute: async ({ tx }, { messageId, text }) => toMessageView(await updateText(tx, messageId, text)),
  audit: (_, { messageId }) => ({ action: 'message.edited', targetKind: 'message', targetId: messageId }),
  async afterCommit(scope, message, _, { run }) {
    await announce({
      workspaceId: scope.workspaceId,
      threadId: run.thread_id,
      private: run.private_to !== null,
      events: [{ type: 'message.changed', runId: run.id, attempt: run.attempt, message }],
    })
    return undefined
  },
})
