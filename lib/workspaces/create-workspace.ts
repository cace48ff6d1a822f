import { defineUseCase } from '#lib/access/define-use-case.ts'
import { newId } from '#lib/ids.ts'
import { workspaceCreated } from './add-workspace.ts'
import { workspaceAccess, workspaceName, workspaceView } from './schema.ts'
import { insertWorkspace } from './store.ts'

/** A new, empty workspace of the organisation. */
export const createWorkspace = defineUseCase({
  id: 'workspaces.create',
  level: 'tenant',
  role: 'admin',
  http: { method: 'POST', path: '/tenants/{tenantId}/workspaces', successStatus: 201 },
  input: { name: workspaceName, access: workspaceAccess.default('tenant') },
  output: workspaceView,
  execute: ({ tx, scope }, { name, access }) =>
    insertWorkspace(tx, { id: newId(), tenantId: scope.tenantId, name, access }),
  audit: workspaceCreated,
})
