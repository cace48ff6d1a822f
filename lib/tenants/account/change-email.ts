import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import { db } from '#lib/db/client.ts'
import { canSendEmail } from '#lib/email/send-email.ts'
import { AppError } from '#lib/errors.ts'
import { emailSchema } from '../schema.ts'
import { countTry } from '../throttle.ts'
import { auditAccount } from './audit-account.ts'
import { tell } from './letters.ts'
import { withProof } from './own-password.ts'
import { findAccountId, lockUser, replaceToken, setEmail, takeToken } from './store.ts'
import { hashToken, newToken } from './token.ts'

const LINK_MS = 60 * 60_000

const requestInput = z.object({ currentPassword: z.string().max(1000), email: emailSchema })

/**
 * Asks for another e-mail address. Where e-mail is sent, the new address has to confirm it by a link; an installation
 * without e-mail changes it at once, as it never confirmed the first one either.
 * @returns whether a letter is on its way
 */
export async function requestEmailChange(principal: Principal, rawInput: unknown): Promise<{ confirm: boolean }> {
  const { currentPassword, email } = parseInput(requestInput, rawInput)
  const user = await withProof(principal, currentPassword, 'password', async (tx, person) => {
    if (person.email === email) throw unusable('This is your address already.')
    if (!canSendEmail()) {
      if (!(await setEmail(tx, person.id, email))) throw unusable('Another account has this address.')
      await auditAccount(tx, person, 'user.email-changed')
    }
    return person
  })
  if (!canSendEmail()) return { confirm: false }
  await countTry('letter-email', email)
  // Whoever has the address already is not told so here: a letter that they get says nothing about anybody.
  if (await findAccountId(email)) return { confirm: true }
  const { token, hash } = newToken()
  const expiresAt = new Date(Date.now() + LINK_MS)
  await replaceToken({ hash, userId: user.id, purpose: 'email_change', email, expiresAt })
  void tell({ email, language: user.language }, 'confirmation', `/confirm-email/${token}`)
  return { confirm: true }
}

/**
 * The new address is confirmed by the link that was sent to it. Needs no login: the letter may be read elsewhere.
 * @throws AppError `not_found`, `conflict` when another account has taken the address meanwhile
 */
export async function confirmEmailChange(token: string): Promise<{ email: string }> {
  const { person, email } = await db().$transaction(async (tx) => {
    const taken = await takeToken(tx, hashToken(token), 'email_change')
    const found = taken && (await lockUser(tx, taken.userId))
    if (!taken || !found)
      throw new AppError('not_found', 'This link was used already, or is too old. Ask for a new one.')
    if (!(await setEmail(tx, found.id, taken.email))) {
      throw new AppError('conflict', 'Another account has taken this address meanwhile.')
    }
    await auditAccount(tx, found, 'user.email-changed')
    return { person: found, email: taken.email }
  })
  void tell(person, 'emailChanged')
  return { email }
}

function unusable(message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { email: [message] } })
}
