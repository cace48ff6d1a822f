import { defineUseCase } from '#lib/access/define-use-case.ts'
import { workspaceAccess, workspaceName, workspaceView } from './schema.ts'
import { updateWorkspaceRow } from './store.ts'

/** Renames a workspace, or changes who enters it. */
export const updateWorkspace = defineUseCase({
  id: 'workspaces.update',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}' },
  input: { name: workspaceName.optional(), access: workspaceAccess.optional() },
  output: workspaceView,
  execute: ({ tx, scope }, { name, access }) => updateWorkspaceRow(tx, scope.workspaceId, { name, access }),
  audit: ({ id, name, access }) => ({
    action: 'workspace.updated',
    targetKind: 'workspace',
    targetId: id,
    details: { name, access },
  }),
})
