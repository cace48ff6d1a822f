import { z } from 'zod'
import { parseServiceAddress } from '#lib/connections/addresses.ts'
import { boundedFetch } from '#lib/connections/bounded-fetch.ts'
import type { ClientAuth } from '#lib/connections/schema.ts'
import { AppError } from '#lib/errors.ts'
import { AddressRefusedError } from '#lib/net/dial.ts'
import { unreachable } from '#lib/net/read-answer.ts'
import { logger } from '#lib/telemetry/logger.ts'

const TIMEOUT_MS = 30_000
const MAX_SCOPES = 100

/** Where agents sign in for a server, by the server's own word, as far as that could be checked. */
export interface FoundSignIn {
  issuer: string
  sendsIssuer: boolean
  authorizationUrl: string
  tokenUrl: string
  revocationUrl: string
  registrationUrl: string | null
  /** What tokens are asked for: the server, and nothing beside it. */
  resource: string
  scopes: string[]
  clientAuths: ClientAuth[]
}

type Sdk = typeof import('@modelcontextprotocol/client')

/**
 * Finds out where agents sign in for an MCP server: what it refuses us with names its metadata (RFC 9728), which names the
 * authorization server, which describes itself (RFC 8414, OpenID Connect). None of that is believed further than it goes:
 * a server speaks for itself alone, an issuer for the address that it was asked at.
 * @throws AppError `conflict` where there is nothing to sign in at, or it cannot be used
 */
export async function discoverSignIn(serverUrl: string): Promise<FoundSignIn> {
  // Loaded when somebody asks for it: pages need none of it.
  const sdk = await import('@modelcontextprotocol/client')
  const fetch = within(AbortSignal.timeout(TIMEOUT_MS))
  return inWords(serverUrl, async () => {
    const asked = await refusalOf(sdk, serverUrl, fetch)
    const { resource, issuers, scopes } = await resourceOf(sdk, serverUrl, asked.metadataUrl, fetch)
    const [issuer = new URL('/', serverUrl).href] = issuers
    parse(issuer)
    const metadata = await sdk.discoverAuthorizationServerMetadata(issuer, { fetchFn: fetch })
    if (!metadata) throw unusable('What it names as the place to sign in does not describe itself.')
    const {
      authorization_endpoint,
      token_endpoint,
      registration_endpoint,
      code_challenge_methods_supported,
      token_endpoint_auth_methods_supported,
      scopes_supported = [],
    } = metadata
    const { revocation_endpoint, authorization_response_iss_parameter_supported } = more.parse(metadata)
    if (!code_challenge_methods_supported?.includes('S256')) {
      throw unusable('The place to sign in does not protect what browsers bring back (PKCE).')
    }
    const wanted = asked.scopes ?? scopes
    const lasting = scopes_supported.includes('offline_access') && !wanted.includes('offline_access')
    return {
      issuer: metadata.issuer,
      sendsIssuer: authorization_response_iss_parameter_supported,
      authorizationUrl: parse(authorization_endpoint),
      tokenUrl: parse(token_endpoint),
      revocationUrl: revocation_endpoint === '' ? '' : parse(revocation_endpoint),
      registrationUrl: registration_endpoint === undefined ? null : parse(registration_endpoint),
      resource,
      scopes: [...wanted, ...(lasting ? ['offline_access'] : [])].slice(0, MAX_SCOPES),
      clientAuths: authsIn(token_endpoint_auth_methods_supported),
    }
  })
}

const more = z.object({
  revocation_endpoint: z.string().max(2000).default('').catch(''),
  authorization_response_iss_parameter_supported: z.boolean().default(false).catch(false),
})

export interface RegisteredClient {
  clientId: string
  clientSecret: string
  clientAuth: ClientAuth
}

/** Makes this installation known there (RFC 7591). @throws AppError `conflict` where it is not let in */
export async function registerClient(
  { registrationUrl, issuer, clientAuths, scopes, ...found }: FoundSignIn,
  redirectUri: string,
): Promise<RegisteredClient> {
  const sdk = await import('@modelcontextprotocol/client')
  const fetchFn = within(AbortSignal.timeout(TIMEOUT_MS))
  // Without a secret where that is enough: PKCE proves the same, and there is nothing to keep.
  const method = clientAuths.includes('none') ? 'none' : clientAuths.includes('post') ? 'post' : 'basic'
  return inWords(issuer, async () => {
    const { client_id, client_secret, token_endpoint_auth_method } = await sdk.registerClient(issuer, {
      metadata: {
        issuer,
        authorization_endpoint: found.authorizationUrl,
        token_endpoint: found.tokenUrl,
        registration_endpoint: registrationUrl ?? undefined,
        response_types_supported: ['code'],
      },
      clientMetadata: {
        client_name: 'Crewhouse',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: method === 'none' ? 'none' : `client_secret_${method}`,
      },
      ...(scopes.length > 0 && { scope: scopes.join(' ') }),
      fetchFn,
    })
    const [given = method] = token_endpoint_auth_method ? authsIn([token_endpoint_auth_method]) : []
    const clientAuth = client_secret ? (given === 'none' ? 'post' : given) : 'none'
    return { clientId: client_id, clientSecret: client_secret ?? '', clientAuth }
  })
}

/** What the server says to somebody without a token. */
async function refusalOf(sdk: Sdk, serverUrl: string, fetch: typeof globalThis.fetch) {
  const hello = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'crewhouse', version: '1' } },
  }
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  const response = await fetch(serverUrl, { method: 'POST', headers, body: JSON.stringify(hello) })
  if (response.status < 300) {
    throw new AppError('conflict', 'This server lets everybody in: there is nothing to sign in at.')
  }
  const { resourceMetadataUrl, scope } = sdk.extractWWWAuthenticateParams(response)
  if (resourceMetadataUrl) parse(resourceMetadataUrl.href)
  return { metadataUrl: resourceMetadataUrl, scopes: scope?.split(/\s+/).filter(Boolean) }
}

/** What the server says of itself; an older one says nothing, and is its own place to sign in. */
async function resourceOf(
  sdk: Sdk,
  serverUrl: string,
  resourceMetadataUrl: URL | undefined,
  fetch: typeof globalThis.fetch,
): Promise<{ resource: string; issuers: string[]; scopes: string[] }> {
  const metadata = await sdk
    .discoverOAuthProtectedResourceMetadata(serverUrl, { resourceMetadataUrl }, fetch)
    .catch((error: unknown) => {
      if (resourceMetadataUrl || !(error instanceof Error && /does not implement/.test(error.message))) throw error
      return null
    })
  if (!metadata) return { resource: new URL(serverUrl).href, issuers: [], scopes: [] }
  const { resource, authorization_servers: issuers = [], scopes_supported: scopes = [] } = metadata
  if (!isOf(serverUrl, resource)) throw unusable('It speaks for another server than itself.')
  return { resource, issuers, scopes }
}

/** Whether a resource is this server, or what it is a part of. */
function isOf(serverUrl: string, resource: string): boolean {
  const [server, named] = [new URL(serverUrl), URL.parse(resource)]
  if (named?.origin !== server.origin) return false
  const folder = (path: string) => (path.endsWith('/') ? path : `${path}/`)
  return folder(server.pathname).startsWith(folder(named.pathname))
}

function authsIn(methods: readonly string[] | undefined): ClientAuth[] {
  // What RFC 8414 means by saying nothing.
  const named = methods ?? ['client_secret_basic']
  const known = { none: 'none', client_secret_post: 'post', client_secret_basic: 'basic' } as const
  return named.flatMap((method) => known[method as keyof typeof known] ?? [])
}

function parse(address: string): string {
  try {
    return parseServiceAddress(address, 'url').href
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : '')
  }
}

function within(signal: AbortSignal): typeof globalThis.fetch {
  const bounded = boundedFetch(() => undefined)
  return (async (url: string | URL, init: RequestInit = {}) =>
    bounded(String(url), { ...init, signal } as Parameters<typeof bounded>[1])) as typeof globalThis.fetch
}

function unusable(why: string): AppError {
  return new AppError('conflict', `Agents cannot sign in for this server. ${why}`)
}

async function inWords<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof AddressRefusedError) throw unusable(error.message)
    const { name, message } = (error ?? {}) as { name?: string; message?: string }
    logger().warn({ name, message: message?.slice(0, 500) }, 'where to sign in for an MCP server was not found out')
    const { code } = (error ?? {}) as { code?: unknown }
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
      throw new AppError('unavailable', unreachable(error, new URL(url).host))
    }
    if (name === 'IssuerMismatchError') throw unusable('The place to sign in says that it is another one.')
    if (name === 'RegistrationRejectedError') {
      throw unusable(
        'It does not let this installation register by itself. Register it there, and enter its client ID.',
      )
    }
    throw unusable('What it says about signing in cannot be used.')
  }
}
