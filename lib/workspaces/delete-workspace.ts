import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { deleteWorkspaceRow, lockWorkspace } from './store.ts'

/**
 * Deletes a workspace with its agents, threads and keys; workers remove containers and files afterwards. The rows that
 * say what was used and done stay.
 */
export const deleteWorkspace = defineUseCase({
  id: 'workspaces.delete',
  level: 'tenant',
  role: 'admin',
  http: { method: 'DELETE', path: '/tenants/{tenantId}/workspaces/{workspaceId}' },
  /** The workspace's name, typed: it cannot be undone. */
  input: { workspaceId: idSchema, confirmName: z.string().max(200) },
  output: z.object({ id: idSchema }),
  async load({ tx, scope }, { workspaceId }) {
    const found = await lockWorkspace(tx, scope.tenantId, workspaceId)
    if (!found) throw notFound('The workspace')
    return found
  },
  authorize(_context, { confirmName }, { workspace, others }) {
    if (others === 0) {
      throw new AppError(
        'conflict',
        'This is the only workspace in use. Create another one first, or delete the organisation.',
      )
    }
    if (confirmName.trim() === workspace.name.trim()) return
    const message = 'Type the name of the workspace exactly as it is.'
    throw new AppError('invalid_input', message, { fieldErrors: { confirmName: [message] } })
  },
  async execute({ tx }, { workspaceId }) {
    await deleteWorkspaceRow(tx, workspaceId)
    return { id: workspaceId }
  },
  audit: ({ id }) => ({ action: 'workspace.deleted', targetKind: 'workspace', targetId: id }),
})
