import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announceThread } from './hint.ts'
import { loadThread } from './load-thread.ts'
import { deleteShare } from './store.ts'

/** Takes a share back: the person's open page of the thread ends within five seconds. */
export const unshareThread = defineUseCase({
  id: 'threads.unshare',
  level: 'workspace',
  role: 'member',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/threads/{threadId}/shares/{userId}', successStatus: 204 },
  input: { threadId: idSchema, userId: idSchema },
  output: z.object({}),
  load: ({ tx }, { threadId }) => loadThread(tx, threadId),
  async execute({ tx }, { threadId, userId }) {
    if (!(await deleteShare(tx, threadId, userId))) throw notFound('The share')
    return {}
  },
  audit: (_, { threadId, userId }) => ({
    action: 'thread.unshared',
    targetKind: 'thread',
    targetId: threadId,
    details: { userId },
  }),
  afterCommit: (scope, _, __, thread) => announceThread(scope, thread),
})
