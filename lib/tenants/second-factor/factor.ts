import type { Tx } from '#lib/db/client.ts'
import { openSecret } from '#lib/secrets/seal.ts'
import { hashToken } from '../account/token.ts'
import type { WaysIn } from '../schema.ts'
import { readCode, timeStepOf } from './codes.ts'
import { claimTimeStep, countRecoveryCodes, deleteRecoveryCode, findFactor } from './store.ts'

/** Whether a code is asked for after the password. Inside `withAccount`. */
export async function hasSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  return Boolean((await findFactor(tx, userId))?.confirmedAt)
}

/** For the account's page; null where no code is asked for. */
export async function describeSecondFactor(tx: Tx, userId: string): Promise<WaysIn['secondFactor']> {
  const factor = await findFactor(tx, userId)
  if (!factor?.confirmedAt) return null
  return { since: factor.confirmedAt.toISOString(), recoveryCodesLeft: await countRecoveryCodes(tx, userId) }
}

/**
 * Uses a code of the app or a recovery code up; null when it is not right, or was used before. Inside `withAccount`, and
 * after `countTry`: six digits can be guessed.
 */
export async function spendCode(tx: Tx, userId: string, typed: string): Promise<'totp' | 'recovery' | null> {
  const read = readCode(typed)
  const factor = await findFactor(tx, userId)
  if (!read || !factor?.confirmedAt) return null
  const isRight =
    read.kind === 'recovery'
      ? await deleteRecoveryCode(tx, userId, hashToken(read.code))
      : await spendTimeCode(tx, userId, factor.secret, read.code)
  return isRight ? read.kind : null
}

/** Whether a code of the app is right, and newer than every one before it. */
export async function spendTimeCode(tx: Tx, userId: string, sealed: unknown, code: string): Promise<boolean> {
  const step = timeStepOf(await openSecret(sealed, { userId, purpose: 'totp' }), code)
  return step !== null && (await claimTimeStep(tx, userId, step))
}
