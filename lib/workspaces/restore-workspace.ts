import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { workspaceView } from './schema.ts'
import { lockWorkspace, setArchived } from './store.ts'

/** Takes an archived workspace into use again, as it was. */
export const restoreWorkspace = defineUseCase({
  id: 'workspaces.restore',
  level: 'tenant',
  role: 'admin',
  http: { method: 'POST', path: '/tenants/{tenantId}/workspaces/{workspaceId}/restore' },
  input: { workspaceId: idSchema },
  output: workspaceView,
  async load({ tx, scope }, { workspaceId }) {
    const found = await lockWorkspace(tx, scope.tenantId, workspaceId)
    if (!found) throw notFound('The workspace')
    return found.workspace
  },
  authorize(_context, _input, { archivedAt }) {
    if (!archivedAt) throw new AppError('conflict', 'The workspace is not archived.')
  },
  execute: ({ tx }, { workspaceId }) => setArchived(tx, workspaceId, null),
  audit: ({ id }) => ({ action: 'workspace.restored', targetKind: 'workspace', targetId: id }),
})
