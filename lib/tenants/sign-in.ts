import { parseInput } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { verifyPassword } from './password.ts'
import { signInInput } from './schema.ts'
import { findUserByEmail, insertLogin } from './store.ts'
import { countTry, forgetTries } from './throttle.ts'

/** How long a login lasts. */
export const LOGIN_SECONDS = 30 * 24 * 60 * 60

/** Where a request comes from. */
export interface Client {
  address: string
  userAgent: string
}

export interface NewLogin {
  loginId: string
  userId: string
  name: string
  email: string
}

/**
 * Signs a person in and records the login.
 * @throws AppError `unauthenticated`, which does not tell a wrong password from an unknown address; `rate_limited`
 */
export async function signIn(rawInput: unknown, client: Client): Promise<NewLogin> {
  const { email, password } = parseInput(signInInput, rawInput)
  await countTry('sign-in-address', client.address)
  await countTry('sign-in-email', email)
  const user = await findUserByEmail(email)
  const matches = await verifyPassword(user?.passwordHash, password)
  if (!user || !matches) throw wrongPassword()
  const expiresAt = new Date(Date.now() + LOGIN_SECONDS * 1000)
  const loginId = await insertLogin(user, client.userAgent.slice(0, 300), expiresAt)
  if (!loginId) throw wrongPassword()
  await forgetTries('sign-in-email', email)
  return { loginId, userId: user.id, name: user.name, email: user.email }
}

function wrongPassword(): AppError {
  return new AppError('unauthenticated', 'The e-mail address or the password is not right.')
}
