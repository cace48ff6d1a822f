/** Codes a caller can act on. Adapters map them to HTTP statuses and to words; see `httpStatus`. */
export type ErrorCode =
  | 'invalid_input'
  | 'too_large'
  | 'unauthenticated'
  | 'not_allowed'
  | 'not_found'
  | 'conflict'
  /** What `If-Match` names is not what is there. */
  | 'precondition_failed'
  | 'rate_limited'
  | 'quota_exceeded'
  | 'unavailable'
  | 'internal'

const statusOf: Record<ErrorCode, number> = {
  invalid_input: 400,
  too_large: 413,
  unauthenticated: 401,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  rate_limited: 429,
  quota_exceeded: 402,
  unavailable: 503,
  internal: 500,
}

/** An expected failure: its message is written for the person and says what to do. Anything else thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode
  /** Messages by dotted input path, for forms. */
  readonly fieldErrors?: Record<string, string[]>
  /** Seconds after which a retry can succeed (`rate_limited`, `unavailable`). */
  readonly retryAfterS?: number

  constructor(
    code: ErrorCode,
    message: string,
    options: { fieldErrors?: Record<string, string[]>; retryAfterS?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.fieldErrors = options.fieldErrors
    this.retryAfterS = options.retryAfterS
  }
}

/** HTTP status for a code. */
export function httpStatus(code: ErrorCode): number {
  return statusOf[code]
}

/** The error for a resource that is absent or that the caller may not know of: both read the same. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `${what} was not found.`)
}
