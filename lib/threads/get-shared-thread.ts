import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { sharedThreadView } from './schema.ts'
import { findSharedThread } from './store.ts'

/** One thread that was shared with whoever asks; what was said in it is in the shared transcript. */
export const getSharedThread = defineUseCase({
  id: 'threads.get-shared',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/shared-threads/{threadId}' },
  input: { threadId: idSchema },
  output: sharedThreadView,
  async execute({ tx }, { threadId }) {
    const thread = await findSharedThread(tx, threadId)
    if (!thread) throw notFound('The thread')
    return thread
  },
})
