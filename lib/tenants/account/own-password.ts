import type { Principal } from '#lib/access/scope.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { findSignedInUser } from '../logins.ts'
import { verifyPassword } from '../password.ts'
import { countTry, forgetTries } from '../throttle.ts'
import { type AccountHolder, lockUser } from './store.ts'

/** The person, and the browser in which they are. */
export type PresentPerson = AccountHolder & { loginId: string }

/**
 * Has a signed-in person prove that it is still them, and works on their account, whose row is locked until the end: a
 * browser that was left open must not be enough to take an account over.
 * @throws AppError `unauthenticated`, `invalid_input` on `currentPassword`, `rate_limited`
 */
export async function withOwnPassword<T>(
  principal: Principal,
  password: string,
  work: (tx: Tx, person: PresentPerson) => Promise<T>,
): Promise<T> {
  const signedIn = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!signedIn) throw new AppError('unauthenticated', 'Sign in first.')
  await countTry('own-password', signedIn.id)
  const result = await db().$transaction(async (tx) => {
    const person = await lockUser(tx, signedIn.id)
    if (!person || !(await verifyPassword(person.passwordHash, password))) {
      const message = 'This is not your present password.'
      throw new AppError('invalid_input', message, { fieldErrors: { currentPassword: [message] } })
    }
    return work(tx, { ...person, loginId: signedIn.loginId })
  })
  await forgetTries('own-password', signedIn.id)
  return result
}
