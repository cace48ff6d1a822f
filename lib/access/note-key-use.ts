import { db } from '#lib/db/client.ts'
import { logger } from '#lib/telemetry/logger.ts'

const EVERY_MS = 60_000
const MOST_KEYS = 10_000

/** When each key was last noted by this process. */
const noted = new Map<string, number>()

/** Notes that a valid key is in use: one write a minute at most, for which no request waits. */
export function noteKeyUse(keyHash: Uint8Array): void {
  const key = Buffer.from(keyHash).toString('base64')
  const nowMs = Date.now()
  if (nowMs - (noted.get(key) ?? 0) < EVERY_MS) return
  if (noted.size >= MOST_KEYS) noted.clear()
  noted.set(key, nowMs)
  db().$executeRaw`select touch_api_key(${keyHash}::bytea)`.catch((error: unknown) => {
    noted.delete(key)
    logger().debug({ error }, 'the use of an API key was not noted')
  })
}
