import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf } from '#lib/access/page.ts'
import { nameKey, workspaceMemberView } from './schema.ts'
import { listNamedMembers } from './store.ts'

/** Who was added by name. Owners and admins enter besides, and where access is `tenant`, everyone. */
export const listWorkspaceMembers = defineUseCase({
  id: 'workspaces.list-members',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/members' },
  input: pageFields,
  output: pageOf(workspaceMemberView),
  execute: ({ tx, scope }, { cursor, limit }) =>
    listNamedMembers(tx, scope.workspaceId, { after: decodePageCursor(nameKey, cursor), limit }),
})
