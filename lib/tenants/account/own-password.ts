import { z } from 'zod'
import type { Principal } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { withAccount } from '#lib/db/with-account.ts'
import { AppError } from '#lib/errors.ts'
import { findSignedInUser } from '../logins.ts'
import { verifyPassword } from '../password.ts'
import { hasSecondFactor, spendCode } from '../second-factor/factor.ts'
import { countTry, forgetTries } from '../throttle.ts'
import { type AccountHolder, isFreshLogin, lockUser } from './store.ts'

/** The person, and the browser in which they are. */
export type PresentPerson = AccountHolder & { loginId: string }

/** What a person proves with that it is still them: the password, or a code where that will do. */
export const proofInput = z.object({ proof: z.string().max(1000).default('') })

/**
 * Has a signed-in person prove that it is still them, and works on their account, whose row is locked until the end: a
 * browser that was left open must not be enough to take an account over. Who has no password proves it by a code, and
 * who has no authenticator app either by having signed in a moment ago.
 * @throws AppError `unauthenticated`, `rate_limited`, `not_allowed` when they have to sign in again; `invalid_input` on
 * `currentPassword` or `proof`
 */
export async function withProof<T>(
  principal: Principal,
  proof: string,
  by: 'password' | 'password-or-code',
  work: (tx: Tx, person: PresentPerson) => Promise<T>,
): Promise<T> {
  const signedIn = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!signedIn) throw new AppError('unauthenticated', 'Sign in first.')
  await countTry('own-password', signedIn.id)
  const result = await withAccount(signedIn.id, async (tx) => {
    const person = await lockUser(tx, signedIn.id)
    if (!person) throw new AppError('unauthenticated', 'Sign in first.')
    await assertProof(tx, person, signedIn.loginId, proof, by)
    return work(tx, { ...person, loginId: signedIn.loginId })
  })
  await forgetTries('own-password', signedIn.id)
  return result
}

async function assertProof(
  tx: Tx,
  person: AccountHolder,
  loginId: string,
  proof: string,
  by: 'password' | 'password-or-code',
): Promise<void> {
  const { id, passwordHash } = person
  if (passwordHash && (await verifyPassword(passwordHash, proof))) return
  const isAskedForCode = (by === 'password-or-code' || !passwordHash) && (await hasSecondFactor(tx, id))
  if (isAskedForCode && (await spendCode(tx, id, proof))) return
  if (passwordHash && !isAskedForCode) throw refused('This is not your present password.')
  if (isAskedForCode) {
    throw refused(passwordHash ? 'This is neither your password nor a code that works.' : 'This code does not work.')
  }
  if (await isFreshLogin(tx, loginId)) return
  throw new AppError(
    'not_allowed',
    'Sign out and in again first: without a password, this is open for ten minutes after signing in.',
  )
}

/** Forms call the field by either name. */
function refused(message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { currentPassword: [message], proof: [message] } })
}
