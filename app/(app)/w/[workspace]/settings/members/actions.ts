'use server'

import { refresh } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { runAction } from '#app/_server/action.ts'
import { createInvitation } from '#lib/tenants/invitations/create-invitation.ts'
import { resendInvitation } from '#lib/tenants/invitations/resend-invitation.ts'
import { revokeInvitation } from '#lib/tenants/invitations/revoke-invitation.ts'
import { removeMember } from '#lib/tenants/members/remove-member.ts'
import { setMemberRole } from '#lib/tenants/members/set-member-role.ts'

export async function changeRole(input: { tenantId: string; userId: string; role: string }) {
  const result = await runAction(setMemberRole, input)
  refresh()
  return result
}

export async function dismissMember(input: { tenantId: string; userId: string }) {
  const result = await runAction(removeMember, input)
  if (result.ok) refresh()
  return result
}

export interface InvitationFields {
  tenantId: string
  email: string | null
  role: string
  workspaceId: string | null
  maxUses: number
  expiresInDays: number
}

/** The letter goes out in the language of whoever invites: nothing is known yet of the other. */
export async function invite(input: InvitationFields) {
  const result = await runAction(createInvitation, { ...input, language: await getLocale() })
  if (result.ok) refresh()
  return result
}

export async function inviteAgain(input: { tenantId: string; invitationId: string }) {
  const result = await runAction(resendInvitation, input)
  if (result.ok) refresh()
  return result
}

export async function withdrawInvitation(input: { tenantId: string; invitationId: string }) {
  const result = await runAction(revokeInvitation, input)
  if (result.ok) refresh()
  return result
}
