import { lookup as dnsLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { mayConnect } from './address-policy.ts'

/** A connection that is not made, or an answer that is not followed. The message is for the person. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError'
}

const CONNECT_TIMEOUT_MS = 10_000
/** Reasoning models and local ones that load first may think for minutes before they speak. */
const HEADERS_TIMEOUT_MS = 180_000
const SILENCE_TIMEOUT_MS = 300_000
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024

const agents = new Map<boolean, Agent>()

/** `fetch` for addresses that tenants choose: checks every address at the connection, and follows no redirect. */
export function providerFetch(policy: { allowPrivate: boolean }): typeof fetch {
  return (input, init) => send(agentFor(policy.allowPrivate), String(input), init ?? {})
}

/** Closes the kept connections. */
export async function closeProviderConnections(): Promise<void> {
  const open = [...agents.values()]
  agents.clear()
  await Promise.all(open.map((agent) => agent.destroy()))
}

/** One pool for each policy, so that a connection which the lax one made never serves the strict one. */
function agentFor(allowPrivate: boolean): Agent {
  let agent = agents.get(allowPrivate)
  if (!agent) {
    agent = new Agent({
      connect: checkedConnector(allowPrivate),
      headersTimeout: HEADERS_TIMEOUT_MS,
      bodyTimeout: SILENCE_TIMEOUT_MS,
      keepAliveTimeout: 30_000,
    })
    agents.set(allowPrivate, agent)
  }
  return agent
}

function checkedConnector(allowPrivate: boolean): buildConnector.connector {
  const refused = () =>
    new AddressRefusedError(
      allowPrivate
        ? 'This address leads to a link-local or reserved network, where no model provider may be.'
        : 'This address leads to a private network. An administrator can allow that with CREWHOUSE_ALLOW_PRIVATE_PROVIDERS=1.',
    )
  // The addresses that DNS gives are checked and then used, so that a second answer cannot differ from the first.
  const lookup: LookupFunction = (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      if (!addresses.every(({ address }) => mayConnect(address, { allowPrivate }))) return callback(refused(), '', 0)
      if (options.all) return callback(null, addresses)
      const [first] = addresses
      return callback(null, first?.address ?? '', first?.family)
    })
  }
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup } as buildConnector.BuildOptions)
  return (options, callback) => {
    // `lookup` is not asked about IP addresses.
    const literal = options.hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) && !mayConnect(literal, { allowPrivate })) return callback(refused(), null)
    connect(options, callback)
  }
}

async function send(agent: Agent, address: string, init: RequestInit): Promise<Response> {
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AddressRefusedError('The address of a model provider begins with https:// or http://.')
  }
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: (init.method ?? 'GET') as Dispatcher.HttpMethod,
    headers: Object.fromEntries(new Headers(init.headers)),
    body: init.body as string | undefined,
    signal: init.signal ?? undefined,
  })
  if (response.statusCode >= 300 && response.statusCode < 400) {
    response.body.on('error', () => {}).destroy()
    throw new AddressRefusedError(
      'The address answers with a redirect, which is not followed. Enter the address it leads to.',
    )
  }
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers.set(name, String(value))
  }
  const hasBody = response.statusCode !== 204 && response.statusCode !== 205
  if (!hasBody) response.body.resume()
  return new Response(hasBody ? webStream(response.body) : null, { status: response.statusCode, headers })
}

/** `Readable.toWeb` without its cost, which is half of a model call's. */
function webStream(body: Dispatcher.ResponseData['body']): ReadableStream<Uint8Array> {
  let received = 0
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        body.on('data', (chunk: Uint8Array) => {
          received += chunk.byteLength
          if (received > MAX_RESPONSE_BYTES) {
            body.destroy(new Error('The answer is longer than 64 MB.'))
            return
          }
          controller.enqueue(chunk)
          if ((controller.desiredSize ?? 0) <= 0) body.pause()
        })
        body.on('end', () => controller.close())
        body.on('error', (error) => controller.error(error))
      },
      pull: () => void body.resume(),
      cancel: () => void body.destroy(),
    },
    { highWaterMark: 32 },
  )
}
