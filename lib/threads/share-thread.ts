import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announceThread } from './hint.ts'
import { loadThread } from './load-thread.ts'
import { shareView } from './schema.ts'
import { insertShare } from './store.ts'

/**
 * Lets one person of the organisation read the thread, live, though they may not enter its workspace or the thread is
 * private. They read it, and nothing around it: no files, no other threads, no writing.
 */
export const shareThread = defineUseCase({
  id: 'threads.share',
  level: 'workspace',
  role: 'member',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/threads/{threadId}/shares/{userId}' },
  input: { threadId: idSchema, userId: idSchema },
  output: shareView,
  load: ({ tx }, { threadId }) => loadThread(tx, threadId),
  async execute({ tx, scope }, { threadId, userId }) {
    const share = await insertShare(tx, scope, threadId, userId)
    if (!share) throw notFound('That person')
    return share
  },
  audit: ({ userId }, { threadId }) => ({
    action: 'thread.shared',
    targetKind: 'thread',
    targetId: threadId,
    details: { userId },
  }),
  afterCommit: (scope, _, __, thread) => announceThread(scope, thread),
})
