import { DEFAULT_LOCALE, isLocale, LOCALE_COOKIE, type Locale, localeOfHeader } from '#app/_i18n/locales.ts'
import type { Principal } from '#lib/access/scope.ts'
import { AppError, httpStatus } from '#lib/errors.ts'
import { entityTagOf, namesTag } from './entity-tag.ts'
import { countRequest, type RateLimit } from './rate-limit.ts'
import { inLanguage } from './refusal-words.ts'
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts'
import { type Failure, failureOf } from './result.ts'
import { cookieOf, principalOf } from './session.ts'

/** A JSON body's limit; files have routes of their own. */
const MAX_JSON_BYTES = 2 * 1024 * 1024

/**
 * What every route handler does: who asks, is the request their own, and errors as problem+json.
 * @param work gets the principal, who may be anonymous: use cases refuse that themselves
 */
export async function handleRequest(
  request: Request,
  work: (principal: Principal) => Promise<Response>,
): Promise<Response> {
  const requestId = requestIdOf(request)
  let limit: RateLimit | null = null
  const answer = async () => {
    const principal = await principalOf(request)
    limit = await countRequest(principal)
    if (limit?.exceeded) {
      const { resetS } = limit
      const message = `This key has sent too many requests. Try again in ${resetS} seconds.`
      throw new AppError('rate_limited', message, { retryAfterS: resetS })
    }
    assertOwnRequest(request, principal)
    return conditional(request, await work(principal))
  }
  const response = await answer().catch((error: unknown) =>
    problemResponse(
      inLanguage(
        languageOf(request),
        failureOf(error, `${request.method} ${new URL(request.url).pathname} ${requestId}`),
      ),
    ),
  )
  response.headers.set(REQUEST_ID_HEADER, requestId)
  const counted = limit as RateLimit | null
  for (const [name, value] of Object.entries(counted?.headers ?? {})) response.headers.set(name, value)
  return response
}

/** Only what was read has a validator, and whoever has it already is not sent it again. */
function conditional(request: Request, response: Response): Response {
  const tag = response.headers.get('etag')
  if (!tag) return response
  if (request.method !== 'GET' && request.method !== 'HEAD') response.headers.delete('etag')
  else if (namesTag(request.headers.get('if-none-match') ?? '', tag)) {
    void response.body?.cancel()
    return new Response(null, { status: 304, headers: { etag: tag, 'cache-control': 'no-store' } })
  }
  return response
}

/** How an answer is written down. */
export function jsonBytes(body: unknown): Buffer<ArrayBuffer> {
  return Buffer.from(JSON.stringify(body))
}

/** That of the page which asks; whoever sends a key reads the API's own English. */
function languageOf(request: Request): Locale {
  if (request.headers.has('authorization')) return DEFAULT_LOCALE
  const chosen = cookieOf(request, LOCALE_COOKIE)
  return isLocale(chosen) ? chosen : localeOfHeader(request.headers.get('accept-language'))
}

/** A JSON answer that no cache keeps. Its length is said, so that Next.js does not compress what is short. */
export function jsonResponse(body: unknown, status = 200): Response {
  const bytes = jsonBytes(body)
  return new Response(bytes, {
    status,
    headers: {
      'content-type': 'application/json',
      'content-length': String(bytes.byteLength),
      'cache-control': 'no-store',
      etag: entityTagOf(bytes),
    },
  })
}

/** An error as RFC 9457 has it, with this API's `code` and `fieldErrors`. */
export function problemResponse(failure: Failure, init: { status?: number; headers?: HeadersInit } = {}): Response {
  const status = init.status ?? httpStatus(failure.code)
  const headers = new Headers(init.headers)
  headers.set('content-type', 'application/problem+json')
  headers.set('cache-control', 'no-store')
  if (failure.retryAfterS !== undefined) headers.set('retry-after', String(failure.retryAfterS))
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  const { code, message, fieldErrors } = failure
  return new Response(
    JSON.stringify({ title: code.replaceAll('_', ' '), status, code, detail: message, fieldErrors }),
    {
      status,
      headers,
    },
  )
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends the session cookie with whatever another site makes it send; only its own pages may write with it.
 * @throws AppError `not_allowed`
 */
function assertOwnRequest(request: Request, principal: Principal): void {
  if (principal.kind !== 'login' || READING.has(request.method)) return
  const origin = request.headers.get('origin')
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host')
  if (origin && host && URL.canParse(origin) && new URL(origin).host === host) return
  throw new AppError(
    'not_allowed',
    'A change made with the session cookie must come from this site. Scripts use an API key.',
  )
}

/** A JSON body as it was sent. @throws AppError `too_large` */
export function readJsonBytes(request: Request): Promise<Buffer> {
  return readBody(request, MAX_JSON_BYTES)
}

/** The JSON body, or undefined where there is none. @throws AppError `invalid_input` */
export async function readJson(request: Request): Promise<unknown> {
  return parseJson(request, await readJsonBytes(request))
}

/** What a JSON body says, or undefined where there is none. @throws AppError `invalid_input` */
export function parseJson(request: Request, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'application/json') {
    throw new AppError('invalid_input', 'Send the body as JSON, with "content-type: application/json".')
  }
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new AppError('invalid_input', `The body is not valid JSON: ${(error as Error).message}`)
  }
}

/** The whole body, counted while it arrives: what a length header says proves nothing. */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppError('too_large', `The body is larger than ${maxBytes / 1024 / 1024} MB, the limit here.`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
