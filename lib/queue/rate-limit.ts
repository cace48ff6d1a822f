import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { redis } from './connection.ts'

/** How often something may be done. */
export interface Limit {
  points: number
  durationS: number
}

/** What one count came to. */
export interface Counted {
  isExceeded: boolean
  remaining: number
  /** Seconds until the allowance is whole again. */
  resetS: number
}

// Bound to a connection: tests, and a changed configuration, bring another one.
const limiters = new WeakMap<object, Map<string, RateLimiterRedis>>()

function limiter(name: string, { points, durationS }: Limit): RateLimiterRedis {
  const connection = redis()
  const known = limiters.get(connection) ?? new Map<string, RateLimiterRedis>()
  limiters.set(connection, known)
  const existing = known.get(name)
  if (existing?.points === points) return existing
  const created = new RateLimiterRedis({
    storeClient: connection,
    keyPrefix: `limit:${name}`,
    points,
    duration: durationS,
    // Without Redis people go on, and each process counts for itself.
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ points, duration: durationS }),
  })
  known.set(name, created)
  return created
}

/** Counts `key` once more under the limit that `name` stands for. */
export async function countUnder(name: string, limit: Limit, key: string): Promise<Counted> {
  const { consumedPoints, remainingPoints, msBeforeNext } = await limiter(name, limit)
    .consume(key)
    .catch((outcome: unknown) => {
      if (outcome instanceof RateLimiterRes) return outcome
      throw outcome
    })
  return {
    isExceeded: consumedPoints > limit.points,
    remaining: Math.max(0, remainingPoints),
    resetS: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  }
}

/** Begins to count `key` anew. */
export async function forgetCount(name: string, limit: Limit, key: string): Promise<void> {
  await limiter(name, limit).delete(key)
}
