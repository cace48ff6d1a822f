import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { workspaceView } from './schema.ts'
import { listEnterable } from './store.ts'

/** The organisation's workspaces that the caller can enter. */
export const listWorkspaces = defineUseCase({
  id: 'workspaces.list',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/workspaces' },
  input: {},
  output: z.object({ workspaces: z.array(workspaceView) }),
  execute: async ({ tx, scope }) => ({ workspaces: await listEnterable(tx, scope) }),
})
