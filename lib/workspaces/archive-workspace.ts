import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'
import { workspaceView } from './schema.ts'
import { type CancelledRun, cancelRunsOfWorkspace, lockWorkspace, setArchived } from './store.ts'

/** Puts a workspace away: it can be read by its address, and nothing in it changes or runs until it is restored. */
export const archiveWorkspace = defineUseCase({
  id: 'workspaces.archive',
  level: 'tenant',
  role: 'admin',
  http: { method: 'POST', path: '/tenants/{tenantId}/workspaces/{workspaceId}/archive' },
  input: { workspaceId: idSchema },
  output: workspaceView,
  async load({ tx, scope }, { workspaceId }) {
    const found = await lockWorkspace(tx, scope.tenantId, workspaceId)
    if (!found) throw notFound('The workspace')
    return { ...found, cancelled: [] as CancelledRun[] }
  },
  authorize(_context, _input, { workspace, others }) {
    if (workspace.archivedAt) throw new AppError('conflict', 'The workspace is archived already.')
    if (others === 0) throw new AppError('conflict', 'This is the only workspace in use. Create another one first.')
  },
  async execute({ tx }, { workspaceId }, subject) {
    subject.cancelled = await cancelRunsOfWorkspace(tx, workspaceId)
    return setArchived(tx, workspaceId, new Date())
  },
  audit: ({ id }, _input, { cancelled }) => ({
    action: 'workspace.archived',
    targetKind: 'workspace',
    targetId: id,
    details: { cancelledRuns: cancelled.length },
  }),
  async afterCommit(_scope, _output, _input, { cancelled }) {
    const told = cancelled.map(({ runId, threadId, attempt }) =>
      appendEvents(`thread:${threadId}`, [{ type: 'run.finished', runId, attempt, status: 'cancelled', error: null }]),
    )
    await bestEffort('announcing cancelled runs', Promise.all(told))
    return undefined
  },
})
