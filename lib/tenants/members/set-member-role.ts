import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { revokeKeysBeyond } from '../api-keys/revoke-keys-beyond.ts'
import { revokeInvitationsBeyond } from '../invitations/revoke-invitations-beyond.ts'
import { memberView, roleSchema } from '../schema.ts'
import { assertOwnerRules } from './owner-rules.ts'
import { lockMember, updateMemberRole } from './store.ts'

/** Changes what a member may do. Keys and invitations that the member made and that could do more from now on are revoked. */
export const setMemberRole = defineUseCase({
  id: 'members.set-role',
  level: 'tenant',
  role: 'admin',
  http: { method: 'PATCH', path: '/tenants/{tenantId}/members/{userId}' },
  input: { userId: idSchema, role: roleSchema },
  output: memberView,
  async load({ tx, scope }, { userId }) {
    const subject = await lockMember(tx, scope.tenantId, userId)
    if (!subject) throw notFound('The member')
    return { ...subject, revokedKeys: 0 }
  },
  authorize({ scope }, { role }, { member, owners }) {
    assertOwnerRules(scope.role, { role: member.role, owners }, role)
  },
  async execute({ tx, scope }, { userId, role }, subject) {
    await updateMemberRole(tx, scope.tenantId, userId, role)
    subject.revokedKeys = await revokeKeysBeyond(tx, userId, role)
    await revokeInvitationsBeyond(tx, userId, role)
    return { ...subject.member, role }
  },
  audit: ({ userId, role }, _input, { member, revokedKeys }) => ({
    action: 'member.role-changed',
    targetKind: 'user',
    targetId: userId,
    details: { from: member.role, to: role, revokedKeys },
  }),
})
