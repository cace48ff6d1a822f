import { env, publicUrl } from '#lib/env.ts'
import { notFound } from '#lib/errors.ts'
import type { ExternalProviderView, ProviderId } from '../schema.ts'

/** A service at which people can sign in, with what it knows this installation by. */
export interface ExternalProvider extends ExternalProviderView {
  issuer: string
  clientId: string
  clientSecret: string
  /** GitHub is no OpenID provider: where it sends people, and where it is asked who they are. */
  github?: { web: string; api: string }
}

const GOOGLE_ISSUER = 'https://accounts.google.com'

/** Those whose variables are set. */
export function externalProviders(): ExternalProvider[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env()
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GITHUB_URL } = env()
  const found: ExternalProvider[] = []
  if (OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET) {
    const [clientId, clientSecret] = [OIDC_CLIENT_ID, OIDC_CLIENT_SECRET]
    found.push({ id: 'oidc', name: OIDC_NAME, issuer: OIDC_ISSUER, clientId, clientSecret })
  }
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) {
    const [clientId, clientSecret] = [GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET]
    found.push({ id: 'google', name: 'Google', issuer: GOOGLE_ISSUER, clientId, clientSecret })
  }
  if (GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET) {
    const [clientId, clientSecret] = [GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET]
    const web = GITHUB_URL.replace(/\/+$/, '')
    const api = web === 'https://github.com' ? 'https://api.github.com' : `${web}/api/v3`
    found.push({
      id: 'github',
      name: 'GitHub',
      issuer: `${web}/login/oauth`,
      clientId,
      clientSecret,
      github: { web, api },
    })
  }
  return found
}

/** For buttons: no secrets. */
export function listExternalProviders(): ExternalProviderView[] {
  return externalProviders().map(({ id, name }) => ({ id, name }))
}

/** @throws AppError `not_found` when it is not set up */
export function requireProvider(id: ProviderId): ExternalProvider {
  const provider = externalProviders().find((candidate) => candidate.id === id)
  if (!provider) throw notFound('This way to sign in')
  return provider
}

/** Where the service sends the browser back; it has to be told this address beforehand. */
export function redirectUri(id: ProviderId): URL {
  return new URL(`/api/sign-in/${id}/callback`, publicUrl())
}
