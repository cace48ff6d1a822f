import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  fetchUserInfo,
} from 'openid-client'
import { z } from 'zod'
import { isLoopback } from '#lib/env.ts'
import { emailSchema } from '../schema.ts'
import { askGithub } from './ask-github.ts'
import { identityFetch } from './identity-fetch.ts'
import { type ExternalProvider, redirectUri } from './providers.ts'
import type { ExternalIdentity } from './schema.ts'

/** What a browser's way to a service and back is checked by. */
export interface FlowChecks {
  state: string
  nonce: string
  verifier: string
}

const TIMEOUT_S = 10
/** How long what a service says of itself is believed. */
const DISCOVERY_MS = 60 * 60_000

const configurations = new Map<string, { made: Promise<Configuration>; untilMs: number }>()

/** Where the browser is sent to sign in at the service. */
export async function authorizationUrl(provider: ExternalProvider, checks: FlowChecks): Promise<URL> {
  const configuration = await configurationOf(provider)
  return buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri(provider.id).href,
    scope: provider.github ? 'read:user user:email' : 'openid email profile',
    state: checks.state,
    code_challenge: await calculatePKCECodeChallenge(checks.verifier),
    code_challenge_method: 'S256',
    ...(!provider.github && { nonce: checks.nonce }),
  })
}

/**
 * Who came back. Verified: state, the code with its PKCE verifier, and for OpenID Connect signature, issuer, audience,
 * expiry and nonce of the ID token.
 * @param search the query of the address that the service sent the browser to
 * @throws when any of it does not hold
 */
export async function identityOf(
  provider: ExternalProvider,
  search: string,
  { state, nonce, verifier }: FlowChecks,
): Promise<ExternalIdentity> {
  const configuration = await configurationOf(provider)
  const url = redirectUri(provider.id)
  // Our own address, whatever host a request claims to be for.
  url.search = search
  const tokens = await authorizationCodeGrant(configuration, url, {
    expectedState: state,
    pkceCodeVerifier: verifier,
    ...(!provider.github && { expectedNonce: nonce, idTokenExpected: true }),
  })
  if (provider.github) return askGithub(provider.github.api, provider.issuer, tokens.access_token)
  const claims = tokens.claims()
  if (!claims) throw new Error('There is no ID token.')
  const isTold = 'email' in claims || !configuration.serverMetadata().userinfo_endpoint
  const about = isTold
    ? claims
    : { ...claims, ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)) }
  const { email, email_verified, name, preferred_username } = profile.parse(about)
  // Some send the word.
  const isVerified = email_verified === true || email_verified === 'true'
  const address = emailSchema.safeParse(email)
  const verified = isVerified && address.success ? address.data : null
  return {
    provider: provider.id,
    issuer: claims.iss,
    subject: claims.sub,
    email: verified,
    name: (name ?? preferred_username ?? '').slice(0, 200),
    label: (email ?? preferred_username ?? name ?? claims.sub).slice(0, 320),
  }
}

const profile = z.object({
  email: z.string().optional().catch(undefined),
  email_verified: z.union([z.boolean(), z.string()]).optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
})

function configurationOf(provider: ExternalProvider): Promise<Configuration> {
  const key = JSON.stringify([provider.issuer, provider.clientId, provider.clientSecret])
  const known = configurations.get(key)
  if (known && known.untilMs > Date.now()) return known.made
  const made = configure(provider)
  configurations.set(key, { made, untilMs: Date.now() + DISCOVERY_MS })
  // The next who comes asks anew.
  made.catch(() => configurations.delete(key))
  return made
}

async function configure({ issuer, clientId, clientSecret, github }: ExternalProvider): Promise<Configuration> {
  // Without TLS nothing but this very machine is asked; lib/env.ts refuses other addresses.
  const execute = isLoopback(issuer) ? [allowInsecureRequests] : []
  if (github) {
    const endpoints = {
      issuer,
      authorization_endpoint: `${github.web}/login/oauth/authorize`,
      token_endpoint: `${github.web}/login/oauth/access_token`,
    }
    const configuration = new Configuration(endpoints, clientId, clientSecret, ClientSecretPost(clientSecret))
    for (const apply of execute) apply(configuration)
    configuration.timeout = TIMEOUT_S
    configuration[customFetch] = identityFetch
    return configuration
  }
  const found = await discovery(new URL(issuer), clientId, clientSecret, undefined, {
    execute,
    timeout: TIMEOUT_S,
    [customFetch]: identityFetch,
  })
  const methods = found.serverMetadata().token_endpoint_auth_methods_supported
  if (!methods || methods.includes('client_secret_post')) return found
  const basic = new Configuration(found.serverMetadata(), clientId, clientSecret, ClientSecretBasic(clientSecret))
  for (const apply of execute) apply(basic)
  basic.timeout = TIMEOUT_S
  basic[customFetch] = identityFetch
  return basic
}
