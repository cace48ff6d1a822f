import { isIP } from 'node:net'
import { publicUrl } from '#lib/env.ts'

/** What passkeys are bound to: they work on this installation's address and on no other. */
export function relyingParty(): { id: string; origin: string; name: string } {
  const { hostname, origin } = publicUrl()
  return { id: hostname, origin, name: 'Crewhouse' }
}

/** Browsers have passkeys over https, or on localhost, and never for a bare IP address. */
export function passkeysWork(): boolean {
  const { protocol, hostname } = publicUrl()
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return false
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')
}
