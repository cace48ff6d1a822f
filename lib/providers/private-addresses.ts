import { env } from '#lib/env.ts'
import { hasOneTenant } from '#lib/tenants/has-one-tenant.ts'

const CACHED_MS = 10_000
let known: { allowed: boolean; untilMs: number } | undefined

/**
 * Whether providers may be on this host or its network, such as Ollama on localhost: where the setting says so, or
 * while the installation has one tenant. With more, a tenant could reach what trusts the installation's network.
 */
export async function privateAddressesAllowed(): Promise<boolean> {
  if (env().CREWHOUSE_ALLOW_PRIVATE_PROVIDERS) return true
  if (!known || known.untilMs < Date.now()) {
    known = { allowed: await hasOneTenant(), untilMs: Date.now() + CACHED_MS }
  }
  return known.allowed
}
