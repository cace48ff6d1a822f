import { createTransport } from 'nodemailer'
import { env, publicUrl } from '#lib/env.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { composeEmail, type Letter } from './compose-email.ts'
import type { EmailProblem } from './schema.ts'

const CONNECT_MS = 4_000
const SILENCE_MS = 10_000
/** A server that answers a byte at a time passes the other two. */
const WHOLE_MS = 20_000

export type Delivery =
  | { state: 'sent' }
  | { state: 'failed'; problem: EmailProblem }
  /** SMTP_URL is not set: the caller hands the link over in another way. */
  | { state: 'not_configured' }

/** Whether this installation can send e-mail at all. */
export function canSendEmail(): boolean {
  return env().SMTP_URL !== undefined
}

/**
 * Hands a letter to the mail server. Never throws, and is over within twenty seconds. Call it after the commit, never
 * inside a transaction; do not await it where its duration would tell whether an account exists.
 */
export async function sendEmail(letter: Letter): Promise<Delivery> {
  const { SMTP_URL } = env()
  if (!SMTP_URL) return { state: 'not_configured' }
  const transport = createTransport({
    ...serverOf(new URL(SMTP_URL)),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // What people wrote must not make this process read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let deadline: NodeJS.Timeout | undefined
  try {
    const tooLate = new Promise<never>((_, reject) => {
      deadline = setTimeout(() => reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })), WHOLE_MS)
    })
    const sending = transport.sendMail({
      from: sender(),
      to: { name: '', address: letter.to },
      ...composeEmail(letter),
      headers: { 'auto-submitted': 'auto-generated', 'content-language': letter.language },
    })
    // Its end comes after the deadline's: nobody waits for it then.
    sending.catch(() => undefined)
    await Promise.race([sending, tooLate])
    return { state: 'sent' }
  } catch (error) {
    const problem = problemOf(error)
    // Without the recipient: a log is read by more people than a letter.
    const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string }
    logger().warn(
      { problem, code, responseCode, message: problem === 'address_refused' ? undefined : message },
      'e-mail',
    )
    return { state: 'failed', problem }
  } finally {
    clearTimeout(deadline)
    transport.close()
  }
}

/** Credentials leave this machine over TLS alone: a server, or who stands before it, that offers none gets none. */
function serverOf({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === 'smtps:'
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const host = hostname.replace(/^\[|\]$/g, '')
  return { host, port: port ? Number(port) : undefined, secure, auth, requireTLS: auth && !secure && !isHere }
}

function sender(): string {
  return env().MAIL_FROM ?? `Crewhouse <no-reply@${publicUrl().hostname}>`
}

function problemOf(error: unknown): EmailProblem {
  const { code } = error as { code?: string }
  if (code === 'EENVELOPE') return 'address_refused'
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return 'credentials_refused'
  const unreachable = ['ECONNECTION', 'ETIMEDOUT', 'EDNS', 'ESOCKET', 'ECONNREFUSED', 'ECONNRESET', 'ETLS']
  return code && unreachable.includes(code) ? 'unreachable' : 'refused'
}
