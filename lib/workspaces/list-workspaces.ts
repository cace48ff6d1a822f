import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { atLeast } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'
import { workspaceView } from './schema.ts'
import { listEnterable } from './store.ts'

/** The organisation's workspaces that the caller can enter; for owners and admins also the archived ones. */
export const listWorkspaces = defineUseCase({
  id: 'workspaces.list',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/workspaces' },
  input: { ...pageFields, archived: z.boolean().default(false) },
  output: pageOf(workspaceView),
  authorize({ scope }, { archived }) {
    if (archived && !atLeast(scope.role, 'admin')) {
      throw new AppError('not_allowed', 'Owners and admins see what was archived.')
    }
  },
  execute: ({ tx, scope }, { cursor, limit, archived }) =>
    listEnterable(tx, scope, { after: decodePageCursor(timeKey, cursor), limit }, archived),
})
