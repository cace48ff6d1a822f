import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { threadView } from './schema.ts'
import { findThread } from './store.ts'

/** One thread; its messages and runs are in the transcript. */
export const getThread = defineUseCase({
  id: 'threads.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/threads/{threadId}' },
  input: { threadId: idSchema },
  output: threadView,
  async execute({ tx }, { threadId }) {
    const thread = await findThread(tx, threadId)
    if (!thread) throw notFound('The thread')
    return thread
  },
})
