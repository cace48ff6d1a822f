import type { Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'
import { AppError } from '#lib/errors.ts'
import { unreachable } from '#lib/net/read-answer.ts'
import { toolDial } from '#lib/net/tool-fetch.ts'
import type { SmtpSettings } from '#lib/platform-tools/settings.ts'
import { type Redaction, RedactionPatterns, redactText } from '#lib/telemetry/redactor.ts'
import { destroyWhenFull } from './destroy-when-full.ts'

const SILENCE_MS = 20_000
const MAX_RECEIVED_BYTES = 256 * 1024
const MAX_ERROR_CHARS = 500
/** One plain address: no name, no list, no comment, nothing that two programs could read in two ways. */
const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)$/i

interface Sending {
  settings: SmtpSettings
  secret: Redaction
  letter: { to: string[]; subject: string; text: string }
  signal: AbortSignal
}

/** @throws AppError `not_allowed` that says where letters may go */
export function assertAllowed(to: readonly string[], allowed: readonly string[]): void {
  for (const address of to) {
    const domain = ADDRESS.exec(address)?.[1]?.toLowerCase()
    if (!domain) throw new AppError('invalid_input', `"${address}" is no plain address such as ada@example.com.`)
    if (allowed.includes(domain) || allowed.includes(`@${domain}`) || allowed.includes(address.toLowerCase())) continue
    throw new AppError(
      'not_allowed',
      `Letters may not go to ${address}. Allowed are: ${allowed.join(', ')}. Nothing was sent; an admin can allow more.`,
    )
  }
}

/**
 * Hands one letter to the workspace's own mail server.
 * @throws AppError in words for the model
 */
export async function sendLetter({ settings, secret, letter, signal }: Sending) {
  const { host, security, user, from } = settings
  let socket: Socket
  try {
    socket = await toolDial(host, signal)
  } catch (error) {
    signal.throwIfAborted()
    throw new AppError('unavailable', unreachable(error, host.host))
  }
  const options: SMTPTransport.Options = {
    host: host.host,
    port: host.port,
    connection: socket,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: secret.value } }),
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    // What a model wrote must not make this process read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const transport = createTransport(options)
  const abort = () => socket.destroy(new Error('aborted'))
  signal.addEventListener('abort', abort, { once: true })
  const guard = destroyWhenFull(socket, MAX_RECEIVED_BYTES)
  try {
    const sent = await transport.sendMail({
      from: { name: settings.from_name, address: from },
      to: letter.to.map((address) => ({ name: '', address })),
      subject: letter.subject,
      text: letter.text,
      headers: { 'auto-submitted': 'auto-generated' },
    })
    return { accepted: sent.accepted.map(String), refused: sent.rejected.map(String) }
  } catch (error) {
    signal.throwIfAborted()
    throw toldError(error, host.host, secret)
  } finally {
    guard.stop()
    signal.removeEventListener('abort', abort)
    transport.close()
    socket.destroy()
  }
}

function toldError(error: unknown, host: string, secret: Redaction): AppError {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  const words = redactText(String(message ?? ''), new RedactionPatterns([secret])).slice(0, MAX_ERROR_CHARS)
  if (code === 'EAUTH')
    return new AppError('not_allowed', 'The mail server refused the user or its password. An admin can look at both.')
  if (code === 'EENVELOPE')
    return new AppError('invalid_input', `The mail server refused the recipients: ${words}. Nothing was sent.`)
  if (code === 'ETLS')
    return new AppError(
      'unavailable',
      `${host} offers no encryption that could be checked, so nothing was sent: ${words}`,
    )
  if (code === 'EMESSAGE')
    return new AppError('invalid_input', `The mail server refused the letter: ${words}. Nothing was sent.`)
  // It may have gone out before the connection broke.
  return new AppError(
    'unavailable',
    `${host} could not be reached, or broke off before it said that it has the letter. Ask a person before you send it again.`,
  )
}
