import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { endMembership } from './end-membership.ts'
import { lockMember } from './store.ts'

/** A person takes themselves out of an organisation. The last owner hands it over first. */
export const leaveTenant = defineUseCase({
  id: 'tenants.leave',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'POST', path: '/tenants/{tenantId}/leave' },
  input: {},
  output: z.object({ userId: idSchema, revokedKeys: z.number().int() }),
  async load({ tx, scope }) {
    if (scope.principalKind === 'api_key') throw new AppError('not_allowed', 'Only a person can leave. Revoke the key.')
    const subject = await lockMember(tx, scope.tenantId, scope.principalId)
    if (!subject) throw notFound('The member')
    return subject
  },
  authorize(_context, _input, { member, owners }) {
    if (member.role === 'owner' && owners === 1) {
      throw new AppError(
        'conflict',
        'You are the last owner. Make somebody else the owner first, or delete the organisation.',
      )
    }
  },
  async execute({ tx, scope }, _input, { member: { userId } }) {
    return { userId, revokedKeys: await endMembership(tx, scope.tenantId, userId) }
  },
  audit: ({ userId, revokedKeys }, _input, { member }) => ({
    action: 'member.left',
    targetKind: 'user',
    targetId: userId,
    details: { role: member.role, revokedKeys },
  }),
})
