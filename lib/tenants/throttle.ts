import { AppError } from '#lib/errors.ts'
import { countUnder, forgetCount, type Limit } from '#lib/queue/rate-limit.ts'

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
  /** Codes of one person, after the password; a day's too, for six digits are few. */
  'second-factor': { points: 5, durationS: 15 * 60 },
  'second-factor-day': { points: 50, durationS: 24 * 60 * 60 },
  /** Challenges handed out: each view of the sign-in page takes one. */
  'passkey-address': { points: 600, durationS: 15 * 60 },
  /** Ways to other services and back. */
  'external-address': { points: 200, durationS: 15 * 60 },
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

/** Counts one try. @throws AppError `rate_limited`, with the time to wait, when there were too many. */
export async function countTry(name: LimitName, key: string): Promise<void> {
  const { isExceeded, resetS } = await countUnder(name, limits[name], key)
  if (!isExceeded) return
  throw new AppError('rate_limited', tooMany(resetS), { retryAfterS: resetS })
}

/** Forgets the tries that led to a success. */
export async function forgetTries(name: LimitName, key: string): Promise<void> {
  await forgetCount(name, limits[name], key)
}

function tooMany(waitS: number): string {
  if (waitS < 5) return 'Too many tries. Try again in a few seconds.'
  if (waitS < 90) return `Too many tries. Try again in ${waitS} seconds.`
  return `Too many tries. Try again in ${Math.ceil(waitS / 60)} minutes.`
}
