import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '#lib/errors.ts'
import { logger } from '#lib/telemetry/logger.ts'

const FIRST_DELAY_MS = 50
const MAX_DELAY_MS = 1000
/** A database that is away for longer ends the attempt; the run is claimed again when it is back. */
const PATIENCE_MS = 5 * 60_000

/** Prisma: not reachable, timed out, closed, no connection free, transaction gone, write conflict, too many. */
const TRANSIENT_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'])
/** PostgreSQL: connection exceptions, shutting down, starting up, out of connections, deadlock, serialisation. */
const TRANSIENT_SQLSTATE = /\b(08\w{3}|57P0[1-5]|53300|40P01|40001)\b/
const TRANSIENT_WORDS =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT.*\.s\.PGSQL|terminat|connection.*(closed|ended|lost|not open)|the database system is|Can't reach database|server closed/i

/**
 * Does a write that may be repeated, until the database has taken it: a restart of PostgreSQL does not end a run.
 * @throws the signal's reason once it is aborted
 */
export async function durably<T>(signal: AbortSignal, write: () => Promise<T>): Promise<T> {
  const giveUpAtMs = Date.now() + PATIENCE_MS
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
    signal.throwIfAborted()
    try {
      return await write()
    } catch (error) {
      if (!isTransient(error) || Date.now() > giveUpAtMs) throw error
      logger().warn({ error: (error as Error).message, delayMs }, 'the database is away; trying again')
      await delay(delayMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** Whether the same statement may succeed on another connection, a little later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false
  const { code, meta, cause } = error as Error & { code?: string; meta?: unknown }
  if (code && TRANSIENT_PRISMA.has(code)) return true
  const words = `${code ?? ''} ${error.message} ${meta ? JSON.stringify(meta) : ''}`
  return TRANSIENT_SQLSTATE.test(words) || TRANSIENT_WORDS.test(words) || (cause !== undefined && isTransient(cause))
}
