import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Principal } from '#lib/access/scope.ts'
import { env } from '#lib/env.ts'
import { redis } from '#lib/queue/connection.ts'

const WINDOW_S = 60

/** What one request has left of its key's allowance. */
export interface RateLimit {
  exceeded: boolean
  /** Seconds until the allowance is whole again. */
  resetS: number
  headers: Record<string, string>
}

// Bound to a connection: tests, and a changed configuration, bring another one.
const limiters = new WeakMap<object, RateLimiterRedis>()

function limiter(points: number): RateLimiterRedis {
  const connection = redis()
  const known = limiters.get(connection)
  if (known?.points === points) return known
  const created = new RateLimiterRedis({
    storeClient: connection,
    keyPrefix: 'limit:api',
    points,
    duration: WINDOW_S,
    // Without Redis the API goes on, and each process counts for itself.
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ points, duration: WINDOW_S }),
  })
  limiters.set(connection, created)
  return created
}

/** Counts a request of an API key; null for people in a browser, and where no limit is set. */
export async function countRequest(principal: Principal): Promise<RateLimit | null> {
  const limit = env().CREWHOUSE_API_REQUESTS_PER_MINUTE
  if (limit === 0 || principal.kind !== 'api_key') return null
  const key = Buffer.from(principal.keyHash).toString('base64url')
  const counted = await limiter(limit)
    .consume(key)
    .catch((outcome: unknown) => {
      if (outcome instanceof RateLimiterRes) return outcome
      throw outcome
    })
  const resetS = Math.max(1, Math.ceil(counted.msBeforeNext / 1000))
  return {
    exceeded: counted.consumedPoints > limit,
    resetS,
    headers: {
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(Math.max(0, counted.remainingPoints)),
      'ratelimit-reset': String(resetS),
      'ratelimit-policy': `${limit};w=${WINDOW_S}`,
    },
  }
}
