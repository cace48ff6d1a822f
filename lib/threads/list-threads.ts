import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { threadFilter, threadView } from './schema.ts'
import { selectThreads } from './store.ts'

/** The threads that the caller may see, latest first. */
export const listThreads = defineUseCase({
  id: 'threads.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/threads' },
  input: { ...threadFilter, ...pageFields },
  output: pageOf(threadView),
  execute: ({ tx }, { cursor, limit, ...filter }) =>
    selectThreads(tx, filter, { after: decodePageCursor(timeKey, cursor), limit }),
})
