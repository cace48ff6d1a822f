import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { withAccount } from '#lib/db/with-account.ts'
import { AppError } from '#lib/errors.ts'
import { sealSecret } from '#lib/secrets/seal.ts'
import { auditAccount } from '../account/audit-account.ts'
import { holdUser } from '../account/hold-user.ts'
import { tell } from '../account/letters.ts'
import { proofInput, withProof } from '../account/own-password.ts'
import { hashToken } from '../account/token.ts'
import { findSignedInUser } from '../logins.ts'
import { countTry, forgetTries } from '../throttle.ts'
import { newRecoveryCodes, newTotpSecret, readCode, totpOf } from './codes.ts'
import { hasSecondFactor, spendTimeCode } from './factor.ts'
import { confirmFactor, deleteFactor, findFactor, replaceRecoveryCodes, replaceUnconfirmedFactor } from './store.ts'

/** How long a secret that was shown waits for its first code. */
const CONFIRM_MS = 30 * 60_000

export interface Enrolment {
  /** For typing; the address is for the QR code. */
  secret: string
  uri: string
}

/**
 * Begins with an authenticator app: nothing is asked for at sign-in until a code of it has confirmed that it works.
 * @throws AppError `conflict` when there is one already, and what `withProof` throws
 */
export async function startSecondFactor(principal: Principal, rawInput: unknown): Promise<Enrolment> {
  const { proof } = parseInput(proofInput, rawInput)
  return withProof(principal, proof, 'password-or-code', async (tx, person) => {
    const secret = newTotpSecret()
    const sealed = await sealSecret(secret, { userId: person.id, purpose: 'totp' })
    if (!(await replaceUnconfirmedFactor(tx, person.id, sealed))) {
      throw new AppError('conflict', 'There is an authenticator app already. Remove it first.')
    }
    return { secret, uri: totpOf(secret, person.email).toString() }
  })
}

const codeInput = z.object({ code: z.string().max(100) })

/**
 * Confirms the app by its first code. @returns the recovery codes, which are never shown again
 * @throws AppError `conflict` when there is nothing to confirm, `invalid_input` on `code`, `rate_limited`
 */
export async function confirmSecondFactor(principal: Principal, rawInput: unknown): Promise<{ codes: string[] }> {
  const { code } = parseInput(codeInput, rawInput)
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  await countTry('second-factor', user.id)
  const codes = await withAccount(user.id, async (tx) => {
    const person = await holdUser(tx, user.id)
    const factor = await findFactor(tx, user.id)
    if (!person || !factor || factor.confirmedAt || factor.createdAt.getTime() < Date.now() - CONFIRM_MS) {
      throw new AppError('conflict', 'This took too long, or was done elsewhere. Begin again.')
    }
    const read = readCode(code)
    if (read?.kind !== 'totp' || !(await spendTimeCode(tx, user.id, factor.secret, read.code))) throw wrongCode()
    await confirmFactor(tx, user.id)
    await auditAccount(tx, person, 'user.second-factor-added')
    return renew(tx, user.id)
  })
  await forgetTries('second-factor', user.id)
  void tell(user, 'secondFactorAdded')
  return { codes }
}

/** New recovery codes; those before work no more. */
export async function renewRecoveryCodes(principal: Principal, rawInput: unknown): Promise<{ codes: string[] }> {
  const { proof } = parseInput(proofInput, rawInput)
  return withProof(principal, proof, 'password-or-code', async (tx, person) => {
    if (!(await hasSecondFactor(tx, person.id))) throw noFactor()
    await auditAccount(tx, person, 'user.recovery-codes-renewed')
    return { codes: await renew(tx, person.id) }
  })
}

/** From then on the password is enough. */
export async function removeSecondFactor(principal: Principal, rawInput: unknown): Promise<void> {
  const { proof } = parseInput(proofInput, rawInput)
  const user = await withProof(principal, proof, 'password-or-code', async (tx, person) => {
    if (!(await deleteFactor(tx, person.id))) throw noFactor()
    await auditAccount(tx, person, 'user.second-factor-removed')
    return person
  })
  void tell(user, 'secondFactorRemoved')
}

/** An operator's, for somebody who lost both app and codes. @returns whether there was one */
export async function removeSecondFactorOf(userId: string): Promise<boolean> {
  return withAccount(userId, async (tx) => {
    const person = await holdUser(tx, userId)
    if (!person || !(await deleteFactor(tx, userId))) return false
    await auditAccount(tx, person, 'user.second-factor-removed')
    return true
  })
}

async function renew(tx: Tx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(
    tx,
    userId,
    codes.map((code) => hashToken(code.replaceAll('-', ''))),
  )
  return codes
}

/** The refusal of a code. */
export function wrongCode(): AppError {
  const message = 'This code is not right, or was used already. Wait for the next one.'
  return new AppError('invalid_input', message, { fieldErrors: { code: [message] } })
}

function noFactor(): AppError {
  return new AppError('conflict', 'There is no authenticator app to ask for a code.')
}
