import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#lib/errors.ts'
import { redis } from '#lib/queue/connection.ts'

interface Limit {
  points: number
  durationS: number
}

const limits = {
  /** Tries at one account, from wherever. */
  'sign-in-email': { points: 10, durationS: 15 * 60 },
  /** Tries from one address, at whatever accounts. */
  'sign-in-address': { points: 100, durationS: 15 * 60 },
  /** Letters to one account, and asked for from one address. */
  'letter-email': { points: 5, durationS: 60 * 60 },
  'letter-address': { points: 30, durationS: 60 * 60 },
  /** Proofs of one's own password, once signed in. */
  'own-password': { points: 10, durationS: 15 * 60 },
  'sign-up-address': { points: 100, durationS: 60 * 60 },
  /** Looks at invitation links, and acceptances. */
  'invitation-address': { points: 120, durationS: 15 * 60 },
  /** Invitations that an organisation makes or sends again. */
  'invitation-tenant': { points: 200, durationS: 60 * 60 },
  /** Letters to one address, whoever has them sent: nobody's mailbox is flooded from here. */
  'invitation-email': { points: 5, durationS: 60 * 60 },
  /** Organisations that one person makes. */
  'tenant-user': { points: 20, durationS: 60 * 60 },
} satisfies Record<string, Limit>

type LimitName = keyof typeof limits

// Bound to a connection: tests, and a changed configuration, bring another one.
const limiters = new WeakMap<object, Map<LimitName, RateLimiterRedis>>()

function limiter(name: LimitName): RateLimiterRedis {
  const connection = redis()
  const known = limiters.get(connection) ?? new Map<LimitName, RateLimiterRedis>()
  limiters.set(connection, known)
  const existing = known.get(name)
  if (existing) return existing
  const { points, durationS } = limits[name]
  const created = new RateLimiterRedis({
    storeClient: connection,
    keyPrefix: `limit:${name}`,
    points,
    duration: durationS,
    // Without Redis people still sign in, and each process counts for itself.
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ points, duration: durationS }),
  })
  known.set(name, created)
  return created
}

/** Counts one try. @throws AppError `rate_limited`, with the time to wait, when there were too many. */
export async function countTry(name: LimitName, key: string): Promise<void> {
  try {
    await limiter(name).consume(key)
  } catch (outcome) {
    if (!(outcome instanceof RateLimiterRes)) throw outcome
    const retryAfterS = Math.max(1, Math.ceil(outcome.msBeforeNext / 1000))
    const wait = retryAfterS < 90 ? `${retryAfterS} seconds` : `${Math.ceil(retryAfterS / 60)} minutes`
    throw new AppError('rate_limited', `Too many tries. Try again in ${wait}.`, { retryAfterS })
  }
}

/** Forgets the tries that led to a success. */
export async function forgetTries(name: LimitName, key: string): Promise<void> {
  await limiter(name).delete(key)
}
