import { defineUseCase } from '#lib/access/define-use-case.ts'
import { atLeast } from '#lib/access/roles.ts'
import { canSendEmail } from '#lib/email/send-email.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { countTry } from '../throttle.ts'
import { deliverInvitation } from './deliver-invitation.ts'
import { invitationLetter } from './invitation-letter.ts'
import { invitationWithLink, newInvitation } from './schema.ts'
import { findInvitation, findTenantName, hasOpenInvitation, insertInvitation, isMemberByEmail } from './store.ts'
import { makeInvitationLink } from './token.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** A link that lets people into the organisation, with a role of its maker's at most. */
export const createInvitation = defineUseCase({
  id: 'invitations.create',
  level: 'tenant',
  role: 'admin',
  http: { method: 'POST', path: '/tenants/{tenantId}/invitations', successStatus: 201 },
  input: newInvitation,
  output: invitationWithLink,
  async prepare({ tenantId }, { email }) {
    await countTry('invitation-tenant', tenantId)
    if (email && canSendEmail()) await countTry('invitation-email', email)
  },
  async load({ tx, scope }) {
    return { link: makeInvitationLink(), tenantName: await findTenantName(tx, scope.tenantId) }
  },
  authorize({ scope }, { role }) {
    assertMayGive(scope.role, role)
  },
  async execute({ tx, scope }, { email, role, workspaceId, maxUses, expiresInDays, language }, { link }) {
    if (email && (await isMemberByEmail(tx, email))) throw new AppError('conflict', `${email} is a member already.`)
    if (email && (await hasOpenInvitation(tx, email))) {
      throw new AppError(
        'conflict',
        `${email} has an open invitation already. Send that one again, or revoke it first.`,
      )
    }
    const id = newId()
    const inserted = await insertInvitation(tx, {
      id,
      tenantId: scope.tenantId,
      workspaceId,
      email,
      role,
      language,
      tokenHash: link.hash,
      maxUses: email ? 1 : maxUses,
      delivery: email && canSendEmail() ? 'sending' : 'none',
      createdById: scope.principalId,
      expiresAt: new Date(Date.now() + expiresInDays * DAY_MS),
    })
    const made = inserted && (await findInvitation(tx, id))
    if (!made) throw notFound('The workspace')
    return { ...made.view, url: link.url }
  },
  audit: ({ id, role, workspaceId, email, maxUses }) => ({
    action: 'invitation.created',
    targetKind: 'invitation',
    targetId: id,
    details: { role, workspaceId, bound: email !== null, maxUses },
  }),
  async afterCommit(scope, output, { language }, { link, tenantName }) {
    const { email, url, expiresAt, delivery } = output
    if (!email || delivery === 'none') return undefined
    const facts = { to: email, language, tenantName, inviterName: scope.principalName, url }
    const letter = invitationLetter({ ...facts, expiresAt: new Date(expiresAt) })
    return { ...output, delivery: await deliverInvitation(scope, link.hash, letter) }
  },
})

/** @throws AppError `not_allowed`: nobody lets in somebody above themselves */
export function assertMayGive(own: Parameters<typeof atLeast>[0], given: Parameters<typeof atLeast>[1]): void {
  if (atLeast(own, given)) return
  throw new AppError('not_allowed', `An invitation can hold your own role at most, which is "${own}".`)
}
