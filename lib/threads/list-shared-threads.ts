import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { sharedThreadView } from './schema.ts'
import { selectSharedThreads } from './store.ts'

/** What was shared with whoever asks, by name, in the whole organisation. */
export const listSharedThreads = defineUseCase({
  id: 'threads.list-shared',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/shared-threads' },
  input: pageFields,
  output: pageOf(sharedThreadView),
  execute: ({ tx }, { cursor, limit }) => selectSharedThreads(tx, { after: decodePageCursor(timeKey, cursor), limit }),
})
