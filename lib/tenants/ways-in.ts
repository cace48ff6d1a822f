import type { Principal } from '#lib/access/scope.ts'
import { withAccount } from '#lib/db/with-account.ts'
import { AppError } from '#lib/errors.ts'
import { listIdentities } from './external/identities.ts'
import { findSignedInUser } from './logins.ts'
import { listPasskeys } from './passkeys/passkeys.ts'
import type { WaysIn } from './schema.ts'
import { describeSecondFactor } from './second-factor/factor.ts'
import { hasPassword } from './store.ts'

/** How a person can sign in, for their own account page. */
export async function listWaysIn(principal: Principal): Promise<WaysIn> {
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  return withAccount(user.id, async (tx) => ({
    hasPassword: await hasPassword(tx, user.id),
    secondFactor: await describeSecondFactor(tx, user.id),
    passkeys: await listPasskeys(tx, user.id),
    identities: await listIdentities(tx, user.id),
  }))
}
