import { parseInput } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { withAccount } from '#lib/db/with-account.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { auditAccount } from '../account/audit-account.ts'
import { holdUser } from '../account/hold-user.ts'
import { tell } from '../account/letters.ts'
import { findSignedInUser } from '../logins.ts'
import type { IdentityView, ProviderId } from '../schema.ts'
import { assertWayIn } from '../way-in-remains.ts'
import { externalProviders } from './providers.ts'
import type { ExternalIdentity } from './schema.ts'
import { deleteIdentity, findIdentities, insertIdentity } from './store.ts'

/** Where a person can sign in besides, for their own account page. Inside `withAccount`. */
export async function listIdentities(tx: Tx, userId: string): Promise<IdentityView[]> {
  const providers = externalProviders()
  const rows = await findIdentities(tx, userId)
  return rows.map(({ id, provider, label, createdAt, lastUsedAt }) => ({
    id,
    provider: provider as ProviderId,
    providerName: providers.find((candidate) => candidate.id === provider)?.name ?? provider,
    label,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }))
}

/**
 * Binds an identity to an account, from then on a way in. Inside `withAccount`, with the person's row held, after both
 * were proved: the identity by its service, the account by its person.
 * @throws AppError `conflict` when it is another account's
 */
export async function linkIdentity(
  tx: Tx,
  person: { id: string; name: string },
  identity: ExternalIdentity,
): Promise<void> {
  if (!(await insertIdentity(tx, person.id, identity))) {
    throw new AppError('conflict', 'This account there is linked to a Crewhouse account already.')
  }
  await auditAccount(tx, person, 'user.identity-linked')
}

/**
 * From then on it signs nobody in here.
 * @throws AppError `not_found`; `conflict` when it is the last way in
 */
export async function unlinkIdentity(principal: Principal, rawId: unknown): Promise<void> {
  const id = parseInput(idSchema, rawId)
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  await withAccount(user.id, async (tx) => {
    const person = await holdUser(tx, user.id)
    if (!person || !(await deleteIdentity(tx, user.id, id))) throw notFound('The linked service')
    await assertWayIn(tx, user.id)
    await auditAccount(tx, person, 'user.identity-unlinked')
  })
  void tell(user, 'wayInRemoved')
}
