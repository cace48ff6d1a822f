import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { invitationView } from './schema.ts'
import { findInvitation, revokeInvitationRow } from './store.ts'

/** Ends an invitation's link. Who came by it stays. */
export const revokeInvitation = defineUseCase({
  id: 'invitations.revoke',
  level: 'tenant',
  role: 'admin',
  http: { method: 'DELETE', path: '/tenants/{tenantId}/invitations/{invitationId}' },
  input: { invitationId: idSchema },
  output: invitationView,
  async execute({ tx }, { invitationId }) {
    const revoked = (await revokeInvitationRow(tx, invitationId)) && (await findInvitation(tx, invitationId))
    if (!revoked) throw notFound('The invitation')
    return revoked.view
  },
  audit: ({ id }) => ({ action: 'invitation.revoked', targetKind: 'invitation', targetId: id }),
})
