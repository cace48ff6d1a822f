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
import type { PasskeyView } from '../schema.ts'
import { assertWayIn } from '../way-in-remains.ts'
import { deletePasskey, findPasskeys } from './store.ts'

/** A person's own passkeys. Inside `withAccount`. */
export async function listPasskeys(tx: Tx, userId: string): Promise<PasskeyView[]> {
  const rows = await findPasskeys(tx, userId)
  return rows.map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }))
}

/**
 * From then on this passkey opens nothing.
 * @throws AppError `not_found`; `conflict` when it is the last way in
 */
export async function removePasskey(principal: Principal, rawId: unknown): Promise<void> {
  const id = parseInput(idSchema, rawId)
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  await withAccount(user.id, async (tx) => {
    const person = await holdUser(tx, user.id)
    if (!person || !(await deletePasskey(tx, user.id, id))) throw notFound('The passkey')
    await assertWayIn(tx, user.id)
    await auditAccount(tx, person, 'user.passkey-removed')
  })
  void tell(user, 'wayInRemoved')
}
