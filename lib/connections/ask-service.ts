import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  None,
  refreshTokenGrant,
  tokenRevocation,
} from 'openid-client'
import { z } from 'zod'
import { keepOut } from '#lib/telemetry/keep-out.ts'
import { mayBePlain, redirectUri } from './addresses.ts'
import { boundedFetch } from './bounded-fetch.ts'
import type { ClientAuth } from './schema.ts'

/** A service, and whom it knows us as. */
export interface Service {
  issuer: string
  sendsIssuer: boolean
  authorizationUrl: string
  tokenUrl: string
  revocationUrl: string
  resource: string
  clientId: string
  clientAuth: ClientAuth
  clientSecret: string | null
  scopes: readonly string[]
}

/** What ties an answer to the browser that went to ask. */
export interface FlowChecks {
  state: string
  verifier: string
}

export interface Tokens {
  access: string
  refresh: string | null
  expiresAt: Date | null
  /** Null: the service did not say. */
  scopes: string[] | null
  account: string
}

const TIMEOUT_S = 15
const token = z
  .string()
  .min(1)
  .max(16_000)
  .regex(/^[\x21-\x7e]+$/)
const answer = z.object({
  access_token: token,
  token_type: z.string().refine((type) => type.toLowerCase() === 'bearer'),
  refresh_token: token.optional(),
  expires_in: z.coerce.number().nonnegative().max(1e9).optional().catch(undefined),
  scope: z.string().max(20_000).optional().catch(undefined),
})

/** The page on which a person agrees that an agent may act for them. */
export async function consentPage(service: Service, { state, verifier }: FlowChecks): Promise<URL> {
  const { configuration } = configure(service)
  const { scopes, resource } = service
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri().href,
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(resource && { resource }),
  })
  // Access that lasts without the person is theirs to give each time.
  if (scopes.includes('offline_access') && !url.searchParams.has('prompt')) url.searchParams.set('prompt', 'consent')
  return url
}

/**
 * The tokens for the code that a browser came back with. Verified: state, issuer where the service names it, and the code
 * with its PKCE verifier.
 * @throws what `ServiceAnswer` sorts
 */
export async function tokensForCode(service: Service, search: string, checks: FlowChecks): Promise<Tokens> {
  const { configuration, said } = configure(service)
  // Our own address, whatever host a request claims to be for.
  const url = redirectUri()
  url.search = search
  if (!service.issuer) url.searchParams.delete('iss')
  const { resource } = service
  const tokens = await authorizationCodeGrant(
    configuration,
    url,
    { expectedState: checks.state, pkceCodeVerifier: checks.verifier },
    resource ? { resource } : {},
  )
  return toTokens(tokens, said.idToken)
}

/** New tokens for old. A service that rotates them takes each refresh token once. */
export async function renewedTokens(service: Service, refreshToken: string): Promise<Tokens> {
  const { configuration, said } = configure(service)
  const { resource } = service
  return toTokens(await refreshTokenGrant(configuration, refreshToken, resource ? { resource } : {}), said.idToken)
}

/** Tells the service that a token is used no more. */
export async function giveBack(service: Service, value: string, kind: 'access_token' | 'refresh_token'): Promise<void> {
  if (!service.revocationUrl) return
  await tokenRevocation(configure(service).configuration, value, { token_type_hint: kind })
}

function configure(service: Service): { configuration: Configuration; said: { idToken?: string } } {
  const { issuer, sendsIssuer, authorizationUrl, tokenUrl, revocationUrl, clientId, clientAuth, clientSecret } = service
  const secret = clientSecret ?? ''
  const authentication =
    clientAuth === 'basic' ? ClientSecretBasic(secret) : clientAuth === 'post' ? ClientSecretPost(secret) : None()
  const configuration = new Configuration(
    {
      issuer: issuer || new URL(tokenUrl).origin,
      authorization_endpoint: authorizationUrl,
      token_endpoint: tokenUrl,
      ...(revocationUrl && { revocation_endpoint: revocationUrl }),
      authorization_response_iss_parameter_supported: sendsIssuer,
    },
    clientId,
    undefined,
    authentication,
  )
  if ([tokenUrl, revocationUrl].some((url) => url.startsWith('http:') && mayBePlain(new URL(url)))) {
    allowInsecureRequests(configuration)
  }
  configuration.timeout = TIMEOUT_S
  const said: { idToken?: string } = {}
  configuration[customFetch] = boundedFetch((idToken) => {
    said.idToken = idToken
  })
  return { configuration, said }
}

function toTokens(answered: unknown, idToken: string | undefined): Tokens {
  const { access_token, refresh_token, expires_in, scope } = answer.parse(answered)
  return {
    access: keepOut(access_token),
    refresh: refresh_token === undefined ? null : keepOut(refresh_token),
    expiresAt: expires_in === undefined ? null : new Date(Date.now() + expires_in * 1000),
    scopes:
      scope === undefined
        ? null
        : scope
            .split(/[\s,]+/)
            .filter(Boolean)
            .slice(0, 200),
    account: accountIn(idToken),
  }
}

const claims = z.object({
  email: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  sub: z.string().optional().catch(undefined),
})

/** A name to show, from the service that gave the tokens: nothing is decided by it. */
function accountIn(idToken: string | undefined): string {
  try {
    const payload = Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8')
    const { email, preferred_username, name, sub } = claims.parse(JSON.parse(payload))
    return (email ?? preferred_username ?? name ?? sub ?? '').replaceAll(/\p{C}/gu, ' ').slice(0, 200)
  } catch {
    return ''
  }
}
