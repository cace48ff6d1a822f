import { setTimeout as delay } from 'node:timers/promises'
import type { Scope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import type { Letter } from '#lib/email/compose-email.ts'
import { sendEmail } from '#lib/email/send-email.ts'
import { logger } from '#lib/telemetry/logger.ts'
import type { InvitationDelivery } from './schema.ts'
import { setDelivery } from './store.ts'

/** A mail server that is well answers within this; of a slow one the list tells later. */
const PATIENCE_MS = 3000

/**
 * Sends the letter and records how it went. It goes from here and not by a job, since only this call knows the link.
 * @returns `sending` when the mail server takes its time: it goes on by itself
 */
export async function deliverInvitation(
  scope: Scope,
  tokenHash: Uint8Array<ArrayBuffer>,
  letter: Letter,
): Promise<InvitationDelivery> {
  const work = send(scope, tokenHash, letter).catch((error: unknown): InvitationDelivery => {
    logger().warn({ error }, 'how an invitation was delivered is not recorded')
    return 'sending'
  })
  return Promise.race([work, delay(PATIENCE_MS, 'sending' as const, { ref: false })])
}

async function send(scope: Scope, tokenHash: Uint8Array<ArrayBuffer>, letter: Letter): Promise<InvitationDelivery> {
  const outcome = await sendEmail(letter)
  const delivery = outcome.state === 'failed' ? outcome.problem : outcome.state === 'sent' ? 'sent' : 'none'
  await withScope(scope, (tx) => setDelivery(tx, tokenHash, delivery))
  return delivery
}
