import { setTimeout as delay } from 'node:timers/promises'
import { redis } from '#lib/queue/connection.ts'

/** A model call does not wait longer to learn whether its key rests. */
const PATIENCE_MS = 250

const keyOf = (keyId: string) => `cool-down:${keyId}`

/** How long a provider key rests yet, after its provider said "too many requests" to any worker. */
export async function coolDownMs(keyId: string): Promise<number> {
  return Math.max(0, (await unlessAway(redis().pttl(keyOf(keyId)))) ?? 0)
}

/** Lets a key rest: only runs that use it wait. */
export async function coolDown(keyId: string, restMs: number): Promise<void> {
  if (restMs > 0) await unlessAway(redis().set(keyOf(keyId), '1', 'PX', Math.ceil(restMs)))
}

/** Without Redis the provider's own answer decides. */
async function unlessAway<T>(answer: Promise<T>): Promise<T | undefined> {
  const patience = new AbortController()
  const late = delay(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined)
  const result = await Promise.race([answer.catch(() => undefined), late])
  patience.abort()
  return result
}
