import { APICallError } from '@ai-sdk/provider'
import { AppError } from '#lib/errors.ts'
import { AddressRefusedError } from '#lib/net/dial.ts'
import { providerWords, withoutSecret } from '#lib/providers/provider-words.ts'
import { ModelError } from './model.ts'

/**
 * What a provider's package threw or streamed, as a ModelError with the provider's own words.
 * @param secret never part of the message, whatever the provider echoes
 */
export function classifyModelError(error: unknown, secret: string | null): ModelError {
  if (error instanceof ModelError) return error
  const { status, headers, message } = anatomy(error)
  const words = withoutSecret(message, secret)
  if (error instanceof AddressRefusedError) return new ModelError('invalid_request', words)
  if (error instanceof AppError) return new ModelError('auth', words)
  const waitMs = retryAfterMs(headers, words)
  return new ModelError(kindOf(error, status, words, waitMs), words, { retryAfterMs: waitMs })
}

/** How providers say that a conversation does not fit into the model's window. */
const TOO_LONG =
  /context.{0,3}(length|window|size)|prompt is too long|too many tokens|maximum (number of|context|input) tokens|exceeds? the (available|maximum) (context|input)|input token count/i

interface Anatomy {
  status?: number
  headers?: Record<string, string>
  message: string
}

function anatomy(error: unknown): Anatomy {
  if (APICallError.isInstance(error)) {
    const status = error.statusCode
    // A 200 whose stream broke, and a call that never had an answer, failed on the way.
    if (status === undefined || status < 400) return { message: causeOf(error) }
    return { status, headers: error.responseHeaders, message: wordsOf(error) }
  }
  if (error instanceof Error) return { message: causeOf(error) }
  if (typeof error === 'object' && error !== null) {
    const { message, statusCode, code, error: nested } = error as Record<string, unknown>
    if (typeof message !== 'string' && nested) return anatomy(nested)
    const status = [statusCode, code].find((value) => typeof value === 'number' && value >= 400)
    return {
      status: status as number | undefined,
      message: typeof message === 'string' ? message : JSON.stringify(error),
    }
  }
  return { message: String(error) }
}

/** The provider's message, or its body where that has another shape than the package knows. */
function wordsOf(error: APICallError): string {
  if (error.data !== undefined) return error.message
  const words = providerWords(error.responseBody ?? '') ?? error.message
  return `${words || 'No words'} (HTTP ${error.statusCode})`
}

function causeOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : undefined
  const message = error.message || (error as { code?: string }).code || error.name
  if (!cause || message.includes(cause.message)) return message
  return `${message}: ${cause.message || (cause as { code?: string }).code || cause.name}`
}

function kindOf(
  error: unknown,
  status: number | undefined,
  words: string,
  waitMs: number | undefined,
): ModelError['kind'] {
  // Credit that is used up does not come back by waiting; Google says the same of its limits by the minute, and when.
  const isUsedUp = /insufficient.{0,3}(quota|credit|funds)|exceeded your current quota|credit balance is too low/i
  if (waitMs === undefined && isUsedUp.test(words)) return 'auth'
  if (status === 429) return 'rate_limited'
  if (status === 401 || status === 402 || status === 403) return 'auth'
  if (status === 408) return 'network'
  if (status !== undefined && status >= 500) return 'overloaded'
  if (status !== undefined && TOO_LONG.test(words)) return 'too_long'
  if (status !== undefined) return 'invalid_request'
  const type = typeof error === 'object' && error !== null ? String((error as { type?: unknown }).type ?? '') : ''
  if (/overloaded|server_error|api_error|unavailable/i.test(`${type} ${words}`)) return 'overloaded'
  if (/rate.?limit/i.test(`${type} ${words}`)) return 'rate_limited'
  if (isParseFailure(error) && !/stream ended/i.test(words)) return 'bad_response'
  return 'network'
}

function isParseFailure(error: unknown): boolean {
  const name = error instanceof Error ? error.name : ''
  return /JSONParse|TypeValidation|InvalidResponseData|NoSuchModel/.test(name)
}

/** Headers first; Google says it in the body. */
function retryAfterMs(headers: Record<string, string> | undefined, words: string): number | undefined {
  const ms = Number(headers?.['retry-after-ms'])
  if (ms > 0) return ms
  const after = headers?.['retry-after']
  if (after !== undefined) {
    const seconds = Number(after)
    if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
    const at = Date.parse(after)
    if (!Number.isNaN(at)) return Math.max(0, at - Date.now())
  }
  const spoken = /(?:retry|try again) in (\d+(?:\.\d+)?) ?(ms|s|m)\b/i.exec(words)
  if (!spoken) return undefined
  return Math.ceil(Number(spoken[1]) * { ms: 1, s: 1000, m: 60_000 }[spoken[2]?.toLowerCase() as 'ms' | 's' | 'm'])
}
