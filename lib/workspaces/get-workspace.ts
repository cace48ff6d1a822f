import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { ROLES } from '#lib/access/roles.ts'
import { workspaceView } from './schema.ts'
import { readWorkspace } from './store.ts'

/** A workspace, and the caller's role in it. */
export const getWorkspace = defineUseCase({
  id: 'workspaces.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}' },
  input: {},
  output: workspaceView.extend({ role: z.enum(ROLES) }),
  execute: async ({ tx, scope }) => ({ ...(await readWorkspace(tx, scope.workspaceId)), role: scope.role }),
})
