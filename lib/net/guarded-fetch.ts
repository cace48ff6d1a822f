import { isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { Agent, type buildConnector, type Dispatcher } from 'undici'
import { AddressRefusedError, dial } from './dial.ts'
import { type Network, systemNetwork } from './network.ts'

export interface GuardedFetchOptions {
  /** This host and its own network, or which parts of it: only by the word of whoever runs the installation. */
  allowPrivate: boolean | ((target: { host: string; port: number }) => boolean)
  /**
   * Redirects that are followed, each checked like the first address. Default 0: a redirect is an error, but for who asks
   * for it with `redirect: 'manual'`.
   */
  redirects?: number
  maxResponseBytes?: number
  headersTimeoutMs?: number
  /** Of silence between two parts of an answer. */
  bodyTimeoutMs?: number
  /** What is said of a refused address. */
  refusal?: string
  network?: Network
}

const HEADERS_TIMEOUT_MS = 30_000
const SILENCE_TIMEOUT_MS = 60_000
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024
const MAX_HEADERS_BYTES = 32 * 1024
const CONNECT_TIMEOUT_MS = 10_000
/** They belong to the origin that they were meant for, and to none that it sends us on to. */
const CREDENTIALS = ['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'x-goog-api-key']
/** Redirects after which a request asks instead of sending. */
const BECOMES_GET = new Set([301, 302, 303])

/**
 * `fetch` for addresses that tenants choose: http and https alone, every address checked at the connection that it is
 * for, sizes and silence bounded. Keep one for each use: it has a pool of its own, so that a connection which a lax
 * policy made never serves a strict one.
 */
export function guardedFetch(options: GuardedFetchOptions): typeof fetch & { close(): Promise<void> } {
  const agent = new Agent({
    connect: connector(options),
    headersTimeout: options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS,
    bodyTimeout: options.bodyTimeoutMs ?? SILENCE_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADERS_BYTES,
    keepAliveTimeout: 30_000,
  })
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => follow(agent, options, String(input), init ?? {})
  return Object.assign(fetch as typeof globalThis.fetch, { close: () => agent.destroy() })
}

function connector(options: GuardedFetchOptions): buildConnector.connector {
  const { allowPrivate, network = systemNetwork, refusal } = options
  return ({ hostname, protocol, port, servername }, callback) => {
    const isTls = protocol === 'https:'
    const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (isTls ? 443 : 80) }
    const policy = { allowPrivate: typeof allowPrivate === 'function' ? allowPrivate(target) : allowPrivate }
    dial(target, { policy, network, refusal, timeoutMs: CONNECT_TIMEOUT_MS }).then(
      (socket) => {
        if (!isTls) return callback(null, socket)
        const secure = connectTls({
          socket,
          servername: isIP(target.host) ? undefined : servername || target.host,
          host: target.host,
          ALPNProtocols: ['http/1.1'],
          ca: network.extraAuthorities ? [...network.extraAuthorities] : undefined,
        })
        const fail = (error: Error) => {
          secure.destroy()
          callback(error, null)
        }
        secure.setTimeout(CONNECT_TIMEOUT_MS, () =>
          fail(new Error('The other side did not agree on encryption in time.')),
        )
        secure.once('error', fail)
        secure.once('secureConnect', () => {
          secure.setTimeout(0)
          secure.off('error', fail)
          callback(null, secure)
        })
      },
      (error: Error) => callback(error, null),
    )
  }
}

async function follow(
  agent: Agent,
  options: GuardedFetchOptions,
  address: string,
  init: RequestInit,
): Promise<Response> {
  let url = parse(address)
  let method = init.method ?? 'GET'
  // Forms are sent as the text that they are.
  const given = init.body instanceof URLSearchParams ? init.body.toString() : init.body
  let body = given as string | Uint8Array | undefined
  const headers = new Headers(init.headers)
  for (let left = options.redirects ?? 0; ; left--) {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: method as Dispatcher.HttpMethod,
      headers: Object.fromEntries(headers),
      body,
      signal: init.signal ?? undefined,
    })
    const { statusCode, headers: answered } = response
    const location = statusCode >= 300 && statusCode < 400 && statusCode !== 304 ? answered.location : undefined
    const isRedirect = statusCode >= 300 && statusCode < 400
    const isWanted = !isRedirect || init.redirect === 'manual' || (options.redirects && location === undefined)
    if (isWanted) return toResponse(response, options)
    response.body.on('error', () => {}).destroy()
    if (left <= 0 || location === undefined) {
      throw new AddressRefusedError(
        options.redirects
          ? 'The address answers with too many redirects.'
          : 'The address answers with a redirect, which is not followed. Enter the address it leads to.',
      )
    }
    const next = parse(new URL(String(location), url).href)
    if (next.origin !== url.origin) for (const name of CREDENTIALS) headers.delete(name)
    if (BECOMES_GET.has(statusCode) && method !== 'HEAD') {
      method = 'GET'
      body = undefined
      for (const name of ['content-type', 'content-length']) headers.delete(name)
    }
    url = next
  }
}

function parse(address: string): URL {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new AddressRefusedError('The address begins with https:// or http://.')
  }
  if (url.username || url.password) throw new AddressRefusedError('The address must not carry a name or a password.')
  return url
}

function toResponse(response: Dispatcher.ResponseData, options: GuardedFetchOptions): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers.set(name, String(value))
  }
  const hasBody = ![204, 205, 304].includes(response.statusCode)
  if (!hasBody) response.body.resume()
  const body = hasBody ? webStream(response.body, options.maxResponseBytes ?? MAX_RESPONSE_BYTES) : null
  return new Response(body, { status: response.statusCode, headers })
}

/** `Readable.toWeb` without its cost, which is half of a model call's. */
function webStream(body: Dispatcher.ResponseData['body'], maxBytes: number): ReadableStream<Uint8Array> {
  let received = 0
  // What was on its way already still comes after a reader has gone, who takes nothing any more.
  let isLeft = false
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        body.on('data', (chunk: Uint8Array) => {
          if (isLeft) return
          received += chunk.byteLength
          if (received > maxBytes) {
            body.destroy(new Error(`The answer is longer than ${Math.round(maxBytes / 1024 / 1024)} MB.`))
            return
          }
          controller.enqueue(chunk)
          if ((controller.desiredSize ?? 0) <= 0) body.pause()
        })
        body.on('end', () => isLeft || controller.close())
        body.on('error', (error) => isLeft || controller.error(error))
      },
      pull: () => void body.resume(),
      cancel: () => {
        isLeft = true
        body.destroy()
      },
    },
    { highWaterMark: 32 },
  )
}
