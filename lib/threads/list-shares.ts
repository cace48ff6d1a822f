import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { loadThread } from './load-thread.ts'
import { shareView } from './schema.ts'
import { selectShares } from './store.ts'

/** With whom a thread is shared by name. */
export const listShares = defineUseCase({
  id: 'threads.list-shares',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/threads/{threadId}/shares' },
  input: { threadId: idSchema, ...pageFields },
  output: pageOf(shareView),
  load: ({ tx }, { threadId }) => loadThread(tx, threadId),
  execute: ({ tx }, { threadId, cursor, limit }) =>
    selectShares(tx, threadId, { after: decodePageCursor(timeKey, cursor), limit }),
})
