import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import { AddressRefusedError } from '#lib/net/dial.ts'
import { logger } from '#lib/telemetry/logger.ts'

/** What a service's failure means. `refused`: it will not give tokens for what it was shown, now or later. */
export type ServiceProblem = 'cancelled' | 'refused' | 'unreachable'

const FOR_GOOD = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'access_denied',
])
const FOR_NOW = new Set(['temporarily_unavailable', 'server_error', 'slow_down'])

/** Sorts a failure, and writes down what an operator needs to know of it: codes, never what was sent or said. */
export function problemOf(error: unknown, service: { id: string; name: string }): ServiceProblem {
  const problem = sorted(error)
  const { name, code, error: said, status } = (error ?? {}) as Record<string, unknown>
  logger().warn(
    { serviceId: service.id, problem, name, code, said: wordOf(said), status },
    'an OAuth service gave no tokens',
  )
  return problem
}

function sorted(error: unknown): ServiceProblem {
  if (error instanceof AuthorizationResponseError) return error.error === 'access_denied' ? 'cancelled' : 'refused'
  if (error instanceof ResponseBodyError) {
    if (FOR_GOOD.has(error.error)) return 'refused'
    return FOR_NOW.has(error.error) || error.status >= 500 || error.status === 429 ? 'unreachable' : 'refused'
  }
  if (error instanceof AddressRefusedError) return 'refused'
  return 'unreachable'
}

const wordOf = (said: unknown) => (typeof said === 'string' && /^[a-z_]{1,60}$/.test(said) ? said : undefined)
