import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announceThread } from './hint.ts'
import { threadView } from './schema.ts'
import { unmarkDeleted } from './store.ts'

/** Brings a deleted thread back, until it is gone for good. */
export const restoreThread = defineUseCase({
  id: 'threads.restore',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/threads/{threadId}/restore' },
  input: { threadId: idSchema },
  output: threadView,
  async execute({ tx }, { threadId }) {
    const thread = await unmarkDeleted(tx, threadId)
    if (!thread) throw notFound('The deleted thread')
    return thread
  },
  audit: ({ id }) => ({ action: 'thread.restored', targetKind: 'thread', targetId: id }),
  afterCommit: announceThread,
})
