import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { workspaceMemberView } from './schema.ts'
import { listNamedMembers } from './store.ts'

/** Who was added by name. Owners and admins enter besides, and where access is `tenant`, everyone. */
export const listWorkspaceMembers = defineUseCase({
  id: 'workspaces.list-members',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/members' },
  input: {},
  output: z.object({ members: z.array(workspaceMemberView) }),
  execute: async ({ tx, scope }) => ({ members: await listNamedMembers(tx, scope.workspaceId) }),
})
