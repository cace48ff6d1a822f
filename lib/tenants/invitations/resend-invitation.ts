import { defineUseCase } from '#lib/access/define-use-case.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { canSendEmail } from '#lib/email/send-email.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { countTry } from '../throttle.ts'
import { assertMayGive } from './create-invitation.ts'
import { deliverInvitation } from './deliver-invitation.ts'
import { invitationLetter } from './invitation-letter.ts'
import { invitationWithLink, resending } from './schema.ts'
import { findInvitation, findTenantName, lockInvitation, renewInvitation } from './store.ts'
import { makeInvitationLink } from './token.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** A new link for an invitation, with its time beginning anew, in the name of whoever asks; the old link ends. */
export const resendInvitation = defineUseCase({
  id: 'invitations.resend',
  level: 'tenant',
  role: 'admin',
  http: { method: 'POST', path: '/tenants/{tenantId}/invitations/{invitationId}/resend' },
  input: { invitationId: idSchema, ...resending },
  output: invitationWithLink,
  async prepare(scope, { invitationId }) {
    await countTry('invitation-tenant', scope.tenantId)
    if (!canSendEmail()) return
    const found = await withScope(scope, (tx) => findInvitation(tx, invitationId))
    if (found?.view.email) await countTry('invitation-email', found.view.email)
  },
  async load({ tx, scope }, { invitationId }) {
    const found = await lockInvitation(tx, invitationId)
    if (!found) throw notFound('The invitation')
    return { ...found, link: makeInvitationLink(), tenantName: await findTenantName(tx, scope.tenantId) }
  },
  authorize({ scope }, _input, { view }) {
    assertMayGive(scope.role, view.role)
    if (view.state === 'used') throw new AppError('conflict', 'This invitation was accepted. Make a new one.')
  },
  async execute({ tx, scope }, { invitationId, expiresInDays }, { view, link }) {
    await renewInvitation(tx, invitationId, {
      tokenHash: link.hash,
      expiresAt: new Date(Date.now() + expiresInDays * DAY_MS),
      createdById: scope.principalId,
      delivery: view.email && canSendEmail() ? 'sending' : 'none',
    })
    const renewed = await findInvitation(tx, invitationId)
    // Who revoked it meant it.
    if (renewed?.view.state !== 'open') throw new AppError('conflict', 'This invitation was revoked. Make a new one.')
    return { ...renewed.view, url: link.url }
  },
  audit: ({ id, role }) => ({ action: 'invitation.resent', targetKind: 'invitation', targetId: id, details: { role } }),
  async afterCommit(scope, output, _input, { link, language, tenantName }) {
    const { email, url, expiresAt, delivery } = output
    if (!email || delivery === 'none') return undefined
    const facts = { to: email, language, tenantName, inviterName: scope.principalName, url }
    const letter = invitationLetter({ ...facts, expiresAt: new Date(expiresAt) })
    return { ...output, delivery: await deliverInvitation(scope, link.hash, letter) }
  },
})
