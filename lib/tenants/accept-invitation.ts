import { parseInput } from '#lib/access/define-use-case.ts'
import { type Principal, scopeOfInvited } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { assertOpenTo, findOfferOf, findOfferOfToken, type Joining, join } from './invitations/join.ts'
import type { InvitationOffer } from './invitations/schema.ts'
import { findSignedInUser } from './logins.ts'
import { hashPassword } from './password.ts'
import { signUpInput } from './schema.ts'
import type { Client } from './sign-in.ts'
import { emailIsTaken, type NewAccount } from './sign-up.ts'
import { insertUser, listMembershipsOfUser } from './store.ts'
import { countTry } from './throttle.ts'

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
  return findOfferOfToken(token)
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
  // Before the password is hashed, which costs.
  const { offer } = await findOfferOf(rawInput)
  const { email, name, password } = parseInput(signUpInput, rawInput)
  assertOpenTo(offer, email)
  return joinWithNewAccount(rawInput, { email, name, passwordHash: await hashPassword(password) })
}

/**
 * The same for an account that was thought through already.
 * @param rawInput with the link's `token`
 * @param also what has to be there together with the account, in the same transaction
 */
export async function joinWithNewAccount(
  rawInput: unknown,
  { email, name, passwordHash }: NewAccount,
  also: (tx: Tx, userId: string) => Promise<void> = async () => undefined,
): Promise<Accepted & { userId: string }> {
  const { tokenHash, offer } = await findOfferOf(rawInput)
  assertOpenTo(offer, email)
  const userId = newId()
  const scope = scopeOfInvited({ tenantId: offer.tenantId, userId, name, role: offer.role })
  const joining = await withScope(scope, async (tx) => {
    if ((await insertUser(tx, { id: userId, email, name, passwordHash })) === 'taken') throw emailIsTaken()
    const joined = await join(tx, scope, tokenHash, offer, { id: userId, email })
    await also(tx, userId)
    return joined
  })
  return { userId, ...(await accepted(offer, userId, joining)) }
}

async function accepted(offer: InvitationOffer, userId: string, joining: Joining): Promise<Accepted> {
  const own = (await listMembershipsOfUser(userId)).filter(({ tenant_id }) => tenant_id === offer.tenantId)
  const ids = own.map(({ workspace_id }) => workspace_id).filter((id) => id !== null)
  const invited = ids.find((id) => id === offer.workspaceId)
  return { tenantId: offer.tenantId, workspaceId: invited ?? ids[0] ?? null, alreadyMember: joining !== 'joined' }
}
