import { env } from '#lib/env.ts'
import type { Client } from '#lib/tenants/sign-in.ts'

/** Set by instrumentation.ts from the socket, whatever the client sent under this name. */
export const PEER_HEADER = 'x-crewhouse-peer'

type ReadHeader = (name: string) => string | null | undefined

/**
 * Where a request comes from. `x-forwarded-for` is the client's own word, except for what the installation's proxies
 * appended to it: CREWHOUSE_PROXY_HOPS says how many there are.
 */
export function clientOf(header: ReadHeader): Client {
  const hops = env().CREWHOUSE_PROXY_HOPS
  const forwarded = (header('x-forwarded-for') ?? '').split(',').map((address) => address.trim())
  const address = hops > 0 ? forwarded.at(-hops) : header(PEER_HEADER)
  return { address: address || 'unknown', userAgent: header('user-agent') ?? '' }
}
