import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { type Scope, scopeOfNewWorkspace } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { setScope } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import type { InvitationOffer, InvitationState } from './schema.ts'
import { enterWorkspace, findOffer, isMember, type Joining, lockInvitation, spendInvitation } from './store.ts'
import { hashInvitationToken } from './token.ts'

export type { Joining }

const tokenInput = z.object({ token: z.string().min(1).max(200) })

/** What a link leads to, whatever has become of it; null when there is no such link. */
export async function findOfferOfToken(token: string): Promise<InvitationOffer | null> {
  const parsed = tokenInput.safeParse({ token })
  return parsed.success ? findOffer(hashInvitationToken(parsed.data.token), undefined) : null
}

/** What the token in an input leads to. @throws AppError `not_found` */
export async function findOfferOf(rawInput: unknown) {
  const { token } = parseInput(tokenInput, rawInput)
  const tokenHash = hashInvitationToken(token)
  const offer = await findOffer(tokenHash, undefined)
  if (!offer) throw notFound('The invitation')
  return { tokenHash, offer }
}

/** The whole of coming in, in one transaction: of two tabs or two people at once, the second finds it used. */
export async function join(
  tx: Tx,
  scope: Scope,
  tokenHash: Uint8Array<ArrayBuffer>,
  { invitationId, tenantId }: InvitationOffer,
  user: { id: string; email: string },
): Promise<Joining> {
  await lockInvitation(tx, invitationId)
  // Again, now that nobody else can change it: it may have been used, revoked or sent anew in between.
  const offer = await findOffer(tokenHash, tx)
  if (!offer) throw deadInvitation('revoked')
  const membership = await comeIn(tx, offer, user)
  if (membership !== 'joined') return membership
  const { role, workspaceId } = offer
  await appendAudit(tx, scope, {
    action: 'invitation.accepted',
    targetKind: 'invitation',
    targetId: invitationId,
    details: { role, workspaceId },
  })
  if (workspaceId) {
    await setScope(tx, scopeOfNewWorkspace(scope, workspaceId))
    await enterWorkspace(tx, tenantId, workspaceId, user.id)
  }
  return 'joined'
}

async function comeIn(tx: Tx, offer: InvitationOffer, user: { id: string; email: string }): Promise<Joining> {
  // Their own other tab may have been quicker: then they are in, whatever has become of the link.
  if (await isMember(tx, user.id)) return 'member_already'
  assertOpenTo(offer, user.email)
  const joining = await spendInvitation(tx, offer, user.id)
  if (joining === 'came_before') throw deadInvitation('used')
  return joining
}

/** @throws AppError `conflict` for a link that is over, `not_allowed` for one that is somebody else's */
export function assertOpenTo({ state, email }: InvitationOffer, address: string): void {
  if (state !== 'open') throw deadInvitation(state)
  if (email === null || email === address) return
  throw new AppError(
    'not_allowed',
    'This invitation is for another e-mail address. Sign in with that one, or ask for a new invitation.',
  )
}

const deathOf: Record<Exclude<InvitationState, 'open'>, string> = {
  used: 'This invitation has been used. Ask whoever sent it for a new one.',
  expired: 'This invitation has expired. Ask whoever sent it for a new one.',
  revoked: 'This invitation was taken back. Ask whoever sent it for a new one.',
}

function deadInvitation(state: Exclude<InvitationState, 'open'>): AppError {
  return new AppError('conflict', deathOf[state])
}
