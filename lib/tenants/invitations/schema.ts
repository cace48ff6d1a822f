import { z } from 'zod'
import { emailLanguage, emailProblem } from '#lib/email/schema.ts'
import { idSchema } from '#lib/ids.ts'
import { emailSchema, roleSchema } from '../schema.ts'

/** `revoked` also when whoever made it may not make it any more. */
export const invitationState = z.enum(['open', 'used', 'expired', 'revoked'])
export type InvitationState = z.output<typeof invitationState>

/** How an invitation's e-mail fared. `none`: it is a link to hand over. */
export const invitationDelivery = z.enum(['none', 'sending', 'sent', ...emailProblem.options])
export type InvitationDelivery = z.output<typeof invitationDelivery>

export const MAX_USES = 100

const expiresInDays = z.int().min(1).max(90).default(7)

export const newInvitation = {
  role: roleSchema.default('member'),
  /** Only the account with this address can accept. Sent to it, where this installation sends e-mail. */
  email: emailSchema.nullable().default(null),
  /** The workspace that people come into; where it is entered by name, they are added. */
  workspaceId: idSchema.nullable().default(null),
  /** How many people may come by the link; one when it is bound to an address. */
  maxUses: z.int().min(1).max(MAX_USES).default(1),
  expiresInDays,
  /** Of the e-mail. */
  language: emailLanguage.default('en'),
}

export const resending = { expiresInDays }

export const invitationView = z.object({
  id: idSchema,
  role: roleSchema,
  email: z.string().nullable(),
  workspaceId: idSchema.nullable(),
  maxUses: z.int(),
  uses: z.int(),
  state: invitationState,
  delivery: invitationDelivery,
  /** The person or API key; null when it is gone. */
  inviterName: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type InvitationView = z.output<typeof invitationView>

/** With the link, which is shown once: only a hash of it is kept. */
export const invitationWithLink = invitationView.extend({ url: z.string() })

/** What the holder of a link is told before they accept. */
export interface InvitationOffer {
  invitationId: string
  tenantId: string
  tenantName: string
  workspaceId: string | null
  role: z.output<typeof roleSchema>
  email: string | null
  inviterName: string | null
  expiresAt: string
  state: InvitationState
}
