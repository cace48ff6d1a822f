import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { db } from '#lib/db/client.ts'
import { canSendEmail } from '#lib/email/send-email.ts'
import { AppError } from '#lib/errors.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { hashPassword } from '../password.ts'
import { emailSchema, newPasswordInput } from '../schema.ts'
import type { Client } from '../sign-in.ts'
import { dropStepsOf } from '../sign-in-steps/steps.ts'
import { countTry } from '../throttle.ts'
import { auditAccount } from './audit-account.ts'
import { tell } from './letters.ts'
import { endOtherLogins, findAccountId, isLiveToken, lockUser, replaceToken, setPassword, takeToken } from './store.ts'
import { hashToken, newToken } from './token.ts'

const LINK_MS = 60 * 60_000

const requestInput = z.object({ email: emailSchema })
const recoverInput = z.object({ token: z.string().max(100), password: z.string() })

/**
 * Sends whoever has an account a link with which to choose a new password. Its answer, and how long it takes, are the
 * same where there is no such account.
 * @throws AppError `rate_limited`; `unavailable` on an installation that cannot send e-mail
 */
export async function requestRecovery(rawInput: unknown, client: Client, language: string): Promise<void> {
  const { email } = parseInput(requestInput, rawInput)
  if (!canSendEmail()) {
    throw new AppError(
      'unavailable',
      'This installation sends no e-mail. Ask whoever runs it for a new password (npm run admin).',
    )
  }
  await countTry('letter-address', client.address)
  await countTry('letter-email', email)
  // Not awaited: the time that it takes would tell that there is an account.
  sendLink(email, language).catch((error: unknown) => logger().error({ error }, 'no link for a new password was sent'))
}

async function sendLink(email: string, language: string): Promise<void> {
  const user = await findAccountId(email)
  if (!user) return
  const { token, hash } = newToken()
  const expiresAt = new Date(Date.now() + LINK_MS)
  await replaceToken({ hash, userId: user.id, purpose: 'recovery', email, expiresAt })
  await tell({ email, language }, 'recovery', `/reset-password/${token}`)
}

/** Whether a link still works, so that nobody chooses a password in vain. */
export function isRecoverable(token: string): Promise<boolean> {
  return isLiveToken(hashToken(token), 'recovery')
}

/**
 * Sets a new password by a link from a letter; the link is used up, and every login of the person ends.
 * @throws AppError `not_found` when the link was used, replaced or is too old; `invalid_input` on a weak password
 */
export async function recoverPassword(rawInput: unknown, client: Client): Promise<{ email: string }> {
  const { token, password } = parseInput(recoverInput, rawInput)
  await countTry('letter-address', client.address)
  const user = await db().$transaction(async (tx) => {
    const taken = await takeToken(tx, hashToken(token), 'recovery')
    const found = taken && (await lockUser(tx, taken.userId))
    // A letter to an address that is no longer the account's opens nothing.
    if (!taken || !found || found.email !== taken.email) throw deadLink()
    parseInput(newPasswordInput, { email: found.email, name: found.name, password })
    await setPassword(tx, found.id, await hashPassword(password))
    await dropStepsOf(tx, found.id)
    await endOtherLogins(tx, found.id, null)
    await auditAccount(tx, found, 'user.password-recovered')
    return found
  })
  void tell(user, 'passwordChanged')
  return { email: user.email }
}

function deadLink(): AppError {
  return new AppError('not_found', 'This link was used already, or is too old. Ask for a new one.')
}
