import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { z } from 'zod'
import type { Principal } from '#lib/access/scope.ts'
import { requireEnv } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { redis } from '#lib/queue/connection.ts'

/** The header of a POST that may be sent again without being done again. */
export const IDEMPOTENCY_HEADER = 'idempotency-key'
/** Says that an answer is the one of an earlier request. */
const REPLAYED_HEADER = 'idempotency-replayed'

/** How long an answer is kept. */
const KEPT_S = 24 * 60 * 60
/** How long a request may be at work; who dies over it leaves the key taken until then. */
const AT_WORK_S = 300
const READY_WITHIN_MS = 1000
const KEY = /^[\x21-\x7e]{1,255}$/

const entry = z.object({
  /** Whoever works on it: another may have taken the key after `AT_WORK_S`. */
  owner: z.string(),
  fingerprint: z.string(),
  /** Sealed; null while the request is at work. */
  answer: z.string().nullable(),
})
const answerSchema = z.object({ status: z.number(), type: z.string(), body: z.string() })

/** Replaces or removes the entry only while it is still the caller's own. */
const SETTLE = `
  local now = redis.call('get', KEYS[1])
  if not now or cjson.decode(now).owner ~= ARGV[1] then return 0 end
  if ARGV[2] == '' then return redis.call('del', KEYS[1]) end
  redis.call('set', KEYS[1], ARGV[2], 'EX', ARGV[3])
  return 1`

interface Asked {
  principal: Exclude<Principal, { kind: 'anonymous' }>
  /** What was sent: the same key with something else is a mistake of the client. */
  bytes: Uint8Array
  /** Refuses who may no longer be told the answer. */
  mayBeTold: () => Promise<unknown>
}

/**
 * Does what a POST asks for once for each `Idempotency-Key` of a principal, and answers a repetition with the answer of
 * the first. An answer is kept under a key that is derived from the installation's secret and the client's key, which is
 * stored nowhere: what shows a secret once is not readable in Redis.
 */
export async function idempotently(request: Request, asked: Asked, work: () => Promise<Response>): Promise<Response> {
  const key = request.headers.get(IDEMPOTENCY_HEADER)
  if (key === null || request.method !== 'POST') return work()
  if (!KEY.test(key)) {
    throw new AppError('invalid_input', 'Idempotency-Key: send 1 to 255 visible ASCII characters, such as a UUID.')
  }
  if (!(await isReady())) {
    throw new AppError(
      'unavailable',
      'Repetitions cannot be recognised at the moment. Try again, or send the request without an Idempotency-Key.',
      { retryAfterS: 5 },
    )
  }
  const who = principalName(asked.principal)
  const name = `idempotency:${digest([who, key])}`
  const fingerprint = digest([new URL(request.url).pathname, new URL(request.url).search, asked.bytes])
  const sealKey = Buffer.from(hkdfSync('sha256', requireEnv('CREWHOUSE_SECRET'), who, `idempotent answer ${key}`, 32))
  const own = { owner: randomUUID(), fingerprint, answer: null }
  const isFirst = await redis().set(name, JSON.stringify(own), 'EX', AT_WORK_S, 'NX')
  if (!isFirst) {
    await asked.mayBeTold()
    return replay(await redis().get(name), fingerprint, sealKey)
  }
  const settle = (value: string) => redis().eval(SETTLE, 1, name, own.owner, value, KEPT_S)
  let response: Response
  try {
    response = await work()
  } catch (error) {
    // What was refused did not happen. After any other failure that is not known: the key stays taken for a while.
    if (error instanceof AppError) await settle('')
    throw error
  }
  const answer = {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: await response.clone().text(),
  }
  await settle(JSON.stringify({ ...own, answer: seal(sealKey, JSON.stringify(answer)) }))
  return response
}

/** A connection that is just being made is waited for; one that is lost is not. */
async function isReady(): Promise<boolean> {
  const connection = redis()
  if (connection.status !== 'ready') {
    await once(connection, 'ready', { signal: AbortSignal.timeout(READY_WITHIN_MS) }).catch(() => undefined)
  }
  return connection.status === 'ready'
}

function replay(stored: string | null, fingerprint: string, sealKey: Buffer): Response {
  const parsed = entry.safeParse(stored === null ? null : JSON.parse(stored))
  if (parsed.success && parsed.data.fingerprint !== fingerprint) {
    throw new AppError('conflict', 'This Idempotency-Key was used for another request. Choose a new one for this one.')
  }
  if (!parsed.success || parsed.data.answer === null) {
    throw new AppError('conflict', 'A request with this Idempotency-Key is at work. Try again in a moment.', {
      retryAfterS: 1,
    })
  }
  const { status, type, body } = answerSchema.parse(JSON.parse(open(sealKey, parsed.data.answer)))
  return new Response(status === 204 ? null : body, {
    status,
    headers: { 'content-type': type, 'cache-control': 'no-store', [REPLAYED_HEADER]: 'true' },
  })
}

function principalName(principal: Asked['principal']): string {
  return principal.kind === 'api_key' ? `key:${Buffer.from(principal.keyHash).toString('hex')}` : principal.userId
}

function digest(parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(createHash('sha256').update(part).digest())
  return hash.digest('base64url')
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

function open(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
}
