import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { revokeKeysBeyond } from '../api-keys/revoke-keys-beyond.ts'
import { revokeInvitationsBeyond } from '../invitations/revoke-invitations-beyond.ts'
import { lockMember, updateMemberRole } from './store.ts'

/** An owner hands the organisation to another member, and is an admin of it from then on. */
export const transferOwnership = defineUseCase({
  id: 'tenants.transfer',
  level: 'tenant',
  role: 'owner',
  http: { method: 'POST', path: '/tenants/{tenantId}/transfer' },
  input: { userId: idSchema },
  output: z.object({ ownerId: idSchema, formerOwnerId: idSchema }),
  async load({ tx, scope }, { userId }) {
    if (scope.principalKind === 'api_key') throw new AppError('not_allowed', 'Only an owner in person hands it over.')
    // The lock first, then both: the caller may have been demoted while this waited.
    const heir = await lockMember(tx, scope.tenantId, userId)
    const self = await lockMember(tx, scope.tenantId, scope.principalId)
    if (!heir || !self) throw notFound('The member')
    return { heir: heir.member, self: self.member }
  },
  authorize(_context, _input, { heir, self }) {
    if (self.role !== 'owner') throw new AppError('not_allowed', 'You are not an owner any more.')
    if (heir.userId === self.userId) throw new AppError('conflict', 'You are the owner already.')
  },
  async execute({ tx, scope }, _input, { heir, self }) {
    await updateMemberRole(tx, scope.tenantId, heir.userId, 'owner')
    await updateMemberRole(tx, scope.tenantId, self.userId, 'admin')
    await revokeKeysBeyond(tx, self.userId, 'admin')
    await revokeInvitationsBeyond(tx, self.userId, 'admin')
    return { ownerId: heir.userId, formerOwnerId: self.userId }
  },
  audit: ({ ownerId, formerOwnerId }) => ({
    action: 'tenant.transferred',
    targetKind: 'user',
    targetId: ownerId,
    details: { formerOwnerId },
  }),
})
