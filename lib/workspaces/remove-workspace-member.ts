import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { deleteNamedMember } from './store.ts'

/** Takes a person off the list of those who enter a workspace by name. */
export const removeWorkspaceMember = defineUseCase({
  id: 'workspaces.remove-member',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/members/{userId}' },
  input: { userId: idSchema },
  output: z.object({ userId: idSchema }),
  async execute({ tx }, { userId }) {
    if (!(await deleteNamedMember(tx, userId))) throw notFound('The member')
    return { userId }
  },
  audit: ({ userId }) => ({ action: 'workspace.member-removed', targetKind: 'user', targetId: userId }),
})
