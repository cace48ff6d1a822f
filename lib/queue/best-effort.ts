import { setTimeout as delay } from 'node:timers/promises'
import { logger } from '#lib/telemetry/logger.ts'

/** A caller whose change is committed does not wait longer for a Redis that is away; the rest follows when it is back. */
const PATIENCE_MS = 1000

/** Waits for what may fail or come late without harm, because something else makes up for it. Never rejects. */
export async function bestEffort(what: string, work: Promise<unknown>): Promise<void> {
  const patience = new AbortController()
  const told = work.catch((error: unknown) => logger().warn({ error }, `${what} failed`))
  await Promise.race([told, delay(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined)])
  patience.abort()
}
