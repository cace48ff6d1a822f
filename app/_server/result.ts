import { AppError, type ErrorCode } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { isDatabaseAway } from './database-away.ts'

export interface Failure {
  code: ErrorCode
  /** For the person: what to do. */
  message: string
  fieldErrors?: Record<string, string[]>
  retryAfterS?: number
}

/** What a server action answers. */
export type Result<T> = { ok: true; data: T } | { ok: false; error: Failure }

/**
 * What a caller is told of an error. An expected one in its own words; any other is logged under an id, and the id is
 * all that leaves the server.
 */
export function failureOf(error: unknown, where: string): Failure {
  if (error instanceof AppError) {
    const { code, message, fieldErrors, retryAfterS } = error
    return { code, message, fieldErrors, retryAfterS }
  }
  if (isDatabaseAway(error)) {
    logger().error({ error, where }, 'the database cannot be reached')
    return { code: 'unavailable', message: 'The database cannot be reached. Try again in a moment.', retryAfterS: 5 }
  }
  const errorId = newId()
  logger().error({ error, errorId, where }, 'unexpected error')
  return { code: 'internal', message: `Something went wrong on our side. If it stays, report error ${errorId}.` }
}
