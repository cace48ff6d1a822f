import type { Principal } from '#lib/access/scope.ts'
import { env } from '#lib/env.ts'
import { countUnder } from '#lib/queue/rate-limit.ts'

const WINDOW_S = 60

/** What one request has left of its key's allowance. */
export interface RateLimit {
  exceeded: boolean
  /** Seconds until the allowance is whole again. */
  resetS: number
  headers: Record<string, string>
}

/** Counts a request of an API key; null for people in a browser, and where no limit is set. */
export async function countRequest(principal: Principal): Promise<RateLimit | null> {
  const points = env().CREWHOUSE_API_REQUESTS_PER_MINUTE
  if (points === 0 || principal.kind !== 'api_key') return null
  const key = Buffer.from(principal.keyHash).toString('base64url')
  const { isExceeded, remaining, resetS } = await countUnder('api', { points, durationS: WINDOW_S }, key)
  return {
    exceeded: isExceeded,
    resetS,
    headers: {
      'ratelimit-limit': String(points),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(resetS),
      'ratelimit-policy': `${points};w=${WINDOW_S}`,
    },
  }
}
