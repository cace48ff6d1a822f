import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { type Principal, type Scope, scopeOfInvited, scopeOfNewWorkspace } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { setScope, withScope } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { findSignedInUser } from '../logins.ts'
import { hashPassword } from '../password.ts'
import { signUpInput } from '../schema.ts'
import type { Client } from '../sign-in.ts'
import { emailIsTaken } from '../sign-up.ts'
import { insertUser, listMembershipsOfUser } from '../store.ts'
import { countTry } from '../throttle.ts'
import type { InvitationOffer, InvitationState } from './schema.ts'
import { enterWorkspace, findOffer, isMember, type Joining, lockInvitation, spendInvitation } from './store.ts'
import { hashInvitationToken } from './token.ts'

const tokenInput = z.object({ token: z.string().min(1).max(200) })

export interface Accepted {
  tenantId: string
  /** Where to go; null when no workspace of the organisation is open to them yet. */
  workspaceId: string | null
  /** They were a member before: the invitation was not used. */
  alreadyMember: boolean
}

/** What a link leads to, whatever has become of it; null when there is no such link. */
export async function lookUpInvitation(token: string, client: Client): Promise<InvitationOffer | null> {
  await countTry('invitation-address', client.address)
  const parsed = tokenInput.safeParse({ token })
  return parsed.success ? findOffer(hashInvitationToken(parsed.data.token), undefined) : null
}

/** A signed-in person comes in by a link. An API key is no person. */
export async function acceptInvitation(principal: Principal, rawInput: unknown, client: Client): Promise<Accepted> {
  await countTry('invitation-address', client.address)
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in to accept the invitation.')
  const { tokenHash, offer } = await findOfferOf(rawInput)
  const own = (await listMembershipsOfUser(user.id)).filter(({ tenant_id }) => tenant_id === offer.tenantId)
  if (own.length > 0) return accepted(offer, user.id, 'member_already')
  assertOpenTo(offer, user.email)
  const scope = scopeOfInvited({ tenantId: offer.tenantId, userId: user.id, name: user.name, role: offer.role })
  const joining = await withScope(scope, (tx) => join(tx, scope, tokenHash, offer, user))
  return accepted(offer, user.id, joining)
}

/** Somebody without an account makes one by a link: straight into the organisation, and with none of their own. */
export async function signUpByInvitation(rawInput: unknown, client: Client): Promise<Accepted & { userId: string }> {
  await countTry('sign-up-address', client.address)
  const { tokenHash, offer } = await findOfferOf(rawInput)
  const { email, name, password } = parseInput(signUpInput, rawInput)
  assertOpenTo(offer, email)
  const userId = newId()
  const passwordHash = await hashPassword(password)
  const scope = scopeOfInvited({ tenantId: offer.tenantId, userId, name, role: offer.role })
  const joining = await withScope(scope, async (tx) => {
    if ((await insertUser(tx, { id: userId, email, name, passwordHash })) === 'taken') throw emailIsTaken()
    return join(tx, scope, tokenHash, offer, { id: userId, email })
  })
  return { userId, ...(await accepted(offer, userId, joining)) }
}

async function findOfferOf(rawInput: unknown) {
  const { token } = parseInput(tokenInput, rawInput)
  const tokenHash = hashInvitationToken(token)
  const offer = await findOffer(tokenHash, undefined)
  if (!offer) throw notFound('The invitation')
  return { tokenHash, offer }
}

/** The whole of coming in, in one transaction: of two tabs or two people at once, the second finds it used. */
async function join(
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

function assertOpenTo({ state, email }: InvitationOffer, address: string): void {
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

async function accepted(offer: InvitationOffer, userId: string, joining: Joining): Promise<Accepted> {
  const own = (await listMembershipsOfUser(userId)).filter(({ tenant_id }) => tenant_id === offer.tenantId)
  const ids = own.map(({ workspace_id }) => workspace_id).filter((id) => id !== null)
  const invited = ids.find((id) => id === offer.workspaceId)
  return { tenantId: offer.tenantId, workspaceId: invited ?? ids[0] ?? null, alreadyMember: joining !== 'joined' }
}
