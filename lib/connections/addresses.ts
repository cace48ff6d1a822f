import { isIP } from 'node:net'
import { publicUrl } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { mayConnect } from '#lib/net/address-policy.ts'
import { AddressRefusedError, checkedAddresses } from '#lib/net/dial.ts'
import { unreachable } from '#lib/net/read-answer.ts'
import { isPrivateToolHost } from '#lib/net/tool-fetch.ts'

/** Where services send people back; each has to be told this address. */
export function redirectUri(): URL {
  return new URL('/api/connections/callback', publicUrl())
}

/** The host of an address, as patterns and the operator name it. */
export function targetOf(url: URL): { host: string; port: number } {
  const usual = url.protocol === 'https:' ? 443 : 80
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || usual }
}

/** Whether whoever runs the installation lets this address be spoken to without encryption. */
export function mayBePlain(url: URL): boolean {
  return isPrivateToolHost(targetOf(url))
}

/**
 * An address of a service: encrypted, without credentials, not obviously inside a network.
 * @throws AppError `invalid_input` about the field
 */
export function parseServiceAddress(text: string, field: string): URL {
  const url = URL.parse(text)
  if (!url || !['https:', 'http:'].includes(url.protocol)) throw wrong(field, 'The address begins with https://.')
  if (url.protocol === 'http:' && !mayBePlain(url)) throw wrong(field, 'The address begins with https://.')
  if (url.username || url.password) throw wrong(field, 'The address must not carry a name or a password.')
  if (url.hash) throw wrong(field, 'The address must not have a part behind #.')
  const target = targetOf(url)
  const policy = { allowPrivate: isPrivateToolHost(target) }
  const isInside = isIP(target.host) > 0 ? !mayConnect(target.host, policy) : isLocalName(target.host)
  if (isInside && !policy.allowPrivate) {
    throw wrong(field, 'The address leads to a private, local or reserved network, where no service may be.')
  }
  return url
}

/**
 * An address that a person's browser is about to be sent to: it must not lead into their own network either.
 * @throws AppError `not_allowed`, `unavailable`
 */
export async function assertForBrowsers(url: URL): Promise<void> {
  const target = targetOf(url)
  try {
    await checkedAddresses(target.host, {
      policy: { allowPrivate: isPrivateToolHost(target) },
      refusal: `The page at ${url.host} leads to a private, local or reserved network, where no service may be.`,
    })
  } catch (error) {
    if (error instanceof AddressRefusedError) throw new AppError('not_allowed', error.message)
    throw new AppError('unavailable', unreachable(error, url.host))
  }
}

function isLocalName(host: string): boolean {
  return !host.includes('.') || /\.(?:localhost|local|internal|home\.arpa)\.?$/.test(host)
}

function wrong(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { [field]: [message] } })
}
