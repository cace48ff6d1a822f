import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announceThread } from './hint.ts'
import { loadThread } from './load-thread.ts'
import { threadView } from './schema.ts'
import { openToWorkspace } from './store.ts'

/** Makes a private thread the workspace's. There is no way back: who has read it has read it. */
export const openThread = defineUseCase({
  id: 'threads.open',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/threads/{threadId}/open' },
  input: { threadId: idSchema },
  output: threadView,
  // A private thread is found by the one whose it is alone: who gets here may open it.
  load: ({ tx }, { threadId }) => loadThread(tx, threadId),
  authorize(_, __, thread) {
    if (!thread.private) throw new AppError('conflict', 'Everybody in the workspace sees this thread already.')
  },
  async execute({ tx }, { threadId }, thread) {
    await openToWorkspace(tx, threadId)
    return { ...thread, private: false }
  },
  audit: ({ id }) => ({ action: 'thread.opened', targetKind: 'thread', targetId: id }),
  afterCommit: announceThread,
})
