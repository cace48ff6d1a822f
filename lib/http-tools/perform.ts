import { agentToken, type TokenRequest } from '#lib/connections/agent-token.ts'
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
  const { hidden, again } = await authenticate(request, tool, { scope, agentId, signal })
  const { url, method, headers, body } = request
  headers.set('accept-encoding', ACCEPT_ENCODING)
  if (!headers.has('accept')) headers.set('accept', 'application/json, text/*;q=0.9, */*;q=0.5')
  if (!headers.has('user-agent')) headers.set('user-agent', 'Crewhouse')
  try {
    // A redirect is told, not followed: another address is another request.
    const send = () => toolFetch()(url, { method, headers, body, signal, redirect: 'manual' })
    const first = await send()
    // What is refused for its token was not done: the same request with a new one is the first that counts.
    const isAgain = first.status === 401 && (await again?.()) === true
    if (isAgain) await first.body?.cancel()
    const response = isAgain ? await send() : first
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
    if (error instanceof AppError) throw error
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

interface Proof {
  /** What must not be shown. */
  hidden: Redaction[]
  /** Puts something newer in its place, after a refusal. @returns whether there is something newer */
  again?: () => Promise<boolean>
}

/** Puts what proves whose it is into the request. @throws AppError */
async function authenticate(
  { url, headers }: RenderedRequest,
  { name, auth }: Pick<HttpToolView, 'name' | 'auth'>,
  { scope, agentId, signal }: Caller,
): Promise<Proof> {
  if (auth.kind === 'none') return { hidden: [] }
  const target = { host: url.hostname, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) }
  if (url.protocol !== 'https:' && !isPrivateToolHost(target)) {
    throw new AppError(
      'not_allowed',
      'A secret is never sent over plain HTTP. Change the address of this tool to https://.',
    )
  }
  if (auth.kind === 'oauth') {
    if (agentId === null) throw new AppError('conflict', 'Choose the agent whose connection the request is made with.')
    return proveByToken(headers, { agentId, service: { name: auth.service }, target, signal }, scope)
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
  return { hidden }
}

async function proveByToken(headers: Headers, request: TokenRequest, scope: ScopeIds): Promise<Proof> {
  const hidden: Redaction[] = []
  const put = async (refused?: number) => {
    const { value, revision, serviceName } = await agentToken(scope, { ...request, refused })
    hidden.push({ value, replacement: `[${serviceName}]` })
    headers.set('authorization', `Bearer ${value}`)
    return revision
  }
  const revision = await put()
  return { hidden, again: async () => (await put(revision)) !== revision }
}
