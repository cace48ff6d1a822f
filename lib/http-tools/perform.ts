import type { ScopeIds } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { ACCEPT_ENCODING, readAnswer, unreachable } from '#lib/net/read-answer.ts'
import { isPrivateToolHost, toolFetch } from '#lib/net/tool-fetch.ts'
import { noteSecretUse } from '#lib/secrets/agent-secrets.ts'
import { loadGrantedSecret } from '#lib/secrets/granted-secret.ts'
import { type Redaction, RedactionPatterns, redactText } from '#lib/telemetry/redactor.ts'
import { type Args, type RenderedRequest, renderRequest } from './render-request.ts'
import type { HttpAnswer, HttpToolView } from './schema.ts'

const MAX_BYTES = 1024 * 1024
/** Of one answer to the model. */
const MAX_CHARS = 40_000
const TEXT = /^$|^text\/|[/+](json|xml|yaml|x-yaml|javascript|x-ndjson|x-www-form-urlencoded)$/

/** Whose call it is: without an agent, with what all agents of the workspace have. */
export interface Caller {
  scope: ScopeIds
  agentId: string | null
  signal: AbortSignal
}

/**
 * Makes a tool's request. What proves whose it is stands in it for this one moment, and in nothing that comes back.
 * @throws AppError in words for whoever called
 */
export async function performRequest(
  tool: Pick<HttpToolView, 'name' | 'request' | 'auth'>,
  args: Args,
  { scope, agentId, signal }: Caller,
): Promise<HttpAnswer> {
  const request = renderRequest(tool.request, args)
  const startedAtMs = performance.now()
  const hidden = await authenticate(request, tool, { scope, agentId })
  const { url, method, headers, body } = request
  headers.set('accept-encoding', ACCEPT_ENCODING)
  if (!headers.has('accept')) headers.set('accept', 'application/json, text/*;q=0.9, */*;q=0.5')
  if (!headers.has('user-agent')) headers.set('user-agent', 'Crewhouse')
  try {
    // A redirect is told, not followed: another address is another request.
    const response = await toolFetch()(url, { method, headers, body, signal, redirect: 'manual' })
    const { bytes, isCut } = await readAnswer(response, MAX_BYTES)
    const contentType = (response.headers.get('content-type') ?? '').slice(0, 200)
    const shown = redactText(textOf(bytes, contentType, response), new RedactionPatterns(hidden))
    return {
      status: response.status,
      contentType,
      text: shown.slice(0, MAX_CHARS),
      isCut: isCut || shown.length > MAX_CHARS,
      durationMs: Math.round(performance.now() - startedAtMs),
    }
  } catch (error) {
    signal.throwIfAborted()
    throw new AppError('unavailable', unreachable(error, url.host))
  }
}

function textOf(bytes: Buffer, contentType: string, { status, headers }: Response): string {
  const location = headers.get('location')
  const led = status >= 300 && status < 400 && location ? `It leads on to ${location}, which was not followed.\n` : ''
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  if (bytes.length > 0 && (!TEXT.test(type) || bytes.includes(0)))
    return `${led}[${bytes.length} bytes of ${type || 'unknown type'}, not shown]`
  return led + bytes.toString('utf8')
}

/** Puts the secret into the request. @returns what must not be shown. @throws AppError */
async function authenticate(
  { url, headers }: RenderedRequest,
  { name, auth }: Pick<HttpToolView, 'name' | 'auth'>,
  { scope, agentId }: Omit<Caller, 'signal'>,
): Promise<Redaction[]> {
  if (auth.kind === 'none') return []
  const target = { host: url.hostname, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) }
  if (url.protocol !== 'https:' && !isPrivateToolHost(target)) {
    throw new AppError(
      'not_allowed',
      'A secret is never sent over plain HTTP. Change the address of this tool to https://.',
    )
  }
  const secret = await loadGrantedSecret(scope, agentId, { name: auth.secret, tool: name, target })
  const { value } = secret
  const shown = `[${auth.secret}]`
  const hidden = [{ value, replacement: shown }]
  if (auth.kind === 'bearer') headers.set('authorization', `Bearer ${value}`)
  else if (auth.kind === 'header') headers.set(auth.name, value)
  else if (auth.kind === 'query') url.searchParams.set(auth.name, value)
  else {
    const credentials = Buffer.from(`${auth.user}:${value}`).toString('base64')
    headers.set('authorization', `Basic ${credentials}`)
    hidden.push({ value: credentials, replacement: shown })
  }
  await noteSecretUse(scope, [secret.id])
  return hidden
}
