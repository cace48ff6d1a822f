import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { workspaceView } from './schema.ts'
import { listEnterable } from './store.ts'

/** The organisation's workspaces that the caller can enter. */
export const listWorkspaces = defineUseCase({
  id: 'workspaces.list',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/workspaces' },
  input: pageFields,
  output: pageOf(workspaceView),
  execute: ({ tx, scope }, { cursor, limit }) =>
    listEnterable(tx, scope, { after: decodePageCursor(timeKey, cursor), limit }),
})
