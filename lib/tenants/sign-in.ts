import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { setAccount, withAccount } from '#lib/db/with-account.ts'
import { AppError } from '#lib/errors.ts'
import { auditAccount } from './account/audit-account.ts'
import { holdUser } from './account/hold-user.ts'
import { tell } from './account/letters.ts'
import { linkIdentity } from './external/identities.ts'
import type { ExternalIdentity } from './external/schema.ts'
import { verifyPassword } from './password.ts'
import { signInInput } from './schema.ts'
import { wrongCode } from './second-factor/change-second-factor.ts'
import { hasSecondFactor, spendCode } from './second-factor/factor.ts'
import { lookAtStep, openStep, takeStep } from './sign-in-steps/steps.ts'
import { findUserByEmail, holdPassword, insertLogin } from './store.ts'
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
 * The password was right, and a code is asked for next. An error, so that whoever does not know of it lets nobody in.
 */
export class SecondFactorNeeded extends Error {
  override readonly name = 'SecondFactorNeeded'
  /** For a cookie of the browser that signs in: `finishSignIn` takes it. */
  readonly token: string
  constructor(token: string) {
    super('A code is needed.')
    this.token = token
  }
}

/**
 * Signs a person in by their password and records the login.
 * @throws AppError `unauthenticated`, which does not tell a wrong password from an unknown address; `rate_limited`
 * @throws SecondFactorNeeded
 */
export async function signIn(rawInput: unknown, client: Client): Promise<NewLogin> {
  return signInByPassword(parseInput(signInInput, rawInput), client)
}

interface AlongWithPassword {
  /** To be linked to the account, now or after the code. */
  identity?: ExternalIdentity
  /** Has to hold in the same transaction. */
  check?: (tx: Tx) => Promise<void>
  refusal?: () => AppError
}

/** What `signIn` does, and what goes along with it where the password is asked for elsewhere. */
export async function signInByPassword(
  { email, password }: z.output<typeof signInInput>,
  client: Client,
  { identity, check, refusal = wrongPassword }: AlongWithPassword = {},
): Promise<NewLogin> {
  await countTry('sign-in-address', client.address)
  await countTry('sign-in-email', email)
  const user = await findUserByEmail(email)
  const matches = await verifyPassword(user?.passwordHash, password)
  if (!user?.passwordHash || !matches) throw refusal()
  const { id, passwordHash } = user
  const outcome = await db().$transaction(async (tx) => {
    if (!(await holdPassword(tx, { id, passwordHash }))) throw refusal()
    await setAccount(tx, id)
    await check?.(tx)
    // The tries count on until the code is right too: a password alone does not renew the allowance.
    if (await hasSecondFactor(tx, id)) {
      return new SecondFactorNeeded(await openStep('second_factor', id, { identity: identity ?? null }, tx))
    }
    if (identity) await linkIdentity(tx, user, identity)
    return recordLogin(tx, user, client)
  })
  if (outcome instanceof SecondFactorNeeded) throw outcome
  await forgetTries('sign-in-email', email)
  if (identity) void tell(user, 'identityLinked')
  return outcome
}

/** What there is at an address, for whoever has shown that the address is theirs. */
export async function accountAt(email: string): Promise<'none' | 'with-password' | 'without-password'> {
  const user = await findUserByEmail(email)
  if (!user) return 'none'
  return user.passwordHash ? 'with-password' : 'without-password'
}

/** Whether a browser stands between password and code. */
export async function waitsForCode(token: string | undefined): Promise<boolean> {
  return (await lookAtStep('second_factor', token)) !== null
}

const codeInput = z.object({ code: z.string().max(100) })

/**
 * The second step: a code of the app, or a recovery code, in the browser that knew the password.
 * @throws AppError `unauthenticated` when the first step is too old or was done elsewhere, `invalid_input` on `code`,
 * `rate_limited`
 */
export async function finishSignIn(token: string | undefined, rawInput: unknown, client: Client): Promise<NewLogin> {
  const { code } = parseInput(codeInput, rawInput)
  const waiting = await lookAtStep('second_factor', token)
  if (!waiting?.userId) throw stepIsOver()
  const { userId } = waiting
  await countTry('second-factor', userId)
  await countTry('second-factor-day', userId)
  const { login, used, person, linked } = await withAccount(userId, async (tx) => {
    // The person's row first, as everywhere: a new password locks it, and then ends the steps.
    const person = await holdUser(tx, userId)
    const step = person && (await takeStep('second_factor', token, tx))
    if (!step) throw stepIsOver()
    const used = await spendCode(tx, userId, code)
    // The refusal undoes the taking of the step: a slip of the finger does not ask for the password again.
    if (!used) throw wrongCode()
    if (step.data.identity) await linkIdentity(tx, person, step.data.identity)
    const login = await recordLogin(tx, person, client)
    if (used === 'recovery') await auditAccount(tx, person, 'user.recovery-code-used')
    return { login, used, person, linked: step.data.identity !== null }
  })
  await forgetTries('second-factor', userId)
  await forgetTries('sign-in-email', person.email)
  if (used === 'recovery') void tell(person, 'recoveryCodeUsed')
  if (linked) void tell(person, 'identityLinked')
  return login
}

/** Lets a person in, whose right to it was proved in this transaction. */
export async function recordLogin(
  tx: Tx,
  user: { id: string; name: string; email: string },
  client: Client,
): Promise<NewLogin> {
  const expiresAt = new Date(Date.now() + LOGIN_SECONDS * 1000)
  const loginId = await insertLogin(tx, user.id, client.userAgent.slice(0, 300), expiresAt)
  return { loginId, userId: user.id, name: user.name, email: user.email }
}

function wrongPassword(): AppError {
  return new AppError('unauthenticated', 'The e-mail address or the password is not right.')
}

function stepIsOver(): AppError {
  return new AppError('unauthenticated', 'This took too long. Sign in again.')
}
