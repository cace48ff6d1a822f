import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { endMembership } from './end-membership.ts'
import { assertOwnerRules } from './owner-rules.ts'
import { lockMember } from './store.ts'

/** Takes a person out of the organisation and of its workspaces, and revokes the keys and links that they have. */
export const removeMember = defineUseCase({
  id: 'members.remove',
  level: 'tenant',
  role: 'admin',
  http: { method: 'DELETE', path: '/tenants/{tenantId}/members/{userId}' },
  input: { userId: idSchema },
  output: z.object({ userId: idSchema, revokedKeys: z.number().int() }),
  async load({ tx, scope }, { userId }) {
    const subject = await lockMember(tx, scope.tenantId, userId)
    if (!subject) throw notFound('The member')
    return subject
  },
  authorize({ scope }, _input, { member, owners }) {
    assertOwnerRules(scope.role, { role: member.role, owners }, null)
  },
  async execute({ tx, scope }, { userId }) {
    return { userId, revokedKeys: await endMembership(tx, scope.tenantId, userId) }
  },
  audit: ({ userId, revokedKeys }, _input, { member }) => ({
    action: 'member.removed',
    targetKind: 'user',
    targetId: userId,
    details: { role: member.role, revokedKeys },
  }),
})
