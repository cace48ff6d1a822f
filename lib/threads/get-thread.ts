import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { loadThread } from './load-thread.ts'
import { threadView } from './schema.ts'

/** One thread; its messages and runs are in the transcript. */
export const getThread = defineUseCase({
  id: 'threads.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/threads/{threadId}' },
  input: { threadId: idSchema },
  output: threadView,
  execute: ({ tx }, { threadId }) => loadThread(tx, threadId),
})
