import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { insertNamedMember } from './store.ts'

/** Lets a member of the organisation into a workspace whose access is `named`. */
export const addWorkspaceMember = defineUseCase({
  id: 'workspaces.add-member',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/members', successStatus: 201 },
  input: { userId: idSchema },
  output: z.object({ userId: idSchema }),
  async execute({ tx, scope }, { userId }) {
    if (!(await insertNamedMember(tx, scope, userId))) throw notFound('The member')
    return { userId }
  },
  audit: ({ userId }) => ({ action: 'workspace.member-added', targetKind: 'user', targetId: userId }),
})
