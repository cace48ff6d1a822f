import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Context } from 'oidc-provider'

export interface OAuthServer {
  url: string
  /** As it is named in settings: address and port. */
  host: string
  clientId: string
  clientSecret: string
  /** What was asked at which path, its form included. */
  requests: { method: string; path: string; form: URLSearchParams }[]
  /** Whoever agrees next has this account; null: they do not agree. */
  expect(account: string | null): void
  /** How long access tokens are good for, from the next one on. */
  accessSeconds: number
  /** Answers in the place of the server; undefined: as usual. */
  instead: (path: string, response: ServerResponse) => 'answered' | undefined | Promise<'answered' | undefined>
  /** A browser follows an address through the server. @returns where it is sent back to */
  browse(url: string): Promise<URL>
  /** Whose an access token is; null: it is not good, or not any more. */
  accountOf(token: string | undefined): Promise<string | null>
  close(): Promise<void>
}

const SCOPES = ['read', 'write']

/** A real authorization server on loopback: PKCE, rotating refresh tokens that notice a second use, registration, revocation, resources. */
export async function startOAuthServer(): Promise<OAuthServer> {
  let account: string | null = null
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['crewhouse', randomUUID()]
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const lifetime = () => here.accessSeconds
  const provider = new Provider(`http://${host}`, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['http://localhost/api/connections/callback'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomUUID()] },
    scopes: ['openid', 'offline_access', ...SCOPES],
    claims: { openid: ['sub', 'email'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: SCOPES.join(' '),
          accessTokenFormat: 'opaque',
          accessTokenTTL: here.accessSeconds,
        }),
      },
    },
    ttl: {
      AccessToken: lifetime,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      RefreshToken: 600,
      Session: 600,
    },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, email: accountId }),
    }),
    async loadExistingGrant({ oidc }: Context) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope(['openid', 'offline_access', ...SCOPES].join(' '))
      for (const resource of [oidc.params?.resource ?? []].flat()) grant.addResourceScope(resource, SCOPES.join(' '))
      await grant.save()
      return grant
    },
  })
  // Which port the installation will have is not known yet.
  provider.Client.prototype.redirectUriAllowed = (uri) =>
    /^http:\/\/localhost(?::\d+)?\/api\/connections\/callback$/.test(uri)
  const handle = provider.callback()
  server.on('request', async (request: IncomingMessage & { body?: string }, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', here.url).pathname
    if (path.startsWith('/interaction/')) {
      const result = account === null ? { error: 'access_denied' } : { login: { accountId: account }, consent: {} }
      return void provider.interactionFinished(request, response, result)
    }
    // The server takes a body that was read already.
    if (request.method === 'POST') request.body = await textOf(request)
    here.requests.push({ method: request.method ?? '', path, form: new URLSearchParams(request.body) })
    if ((await here.instead(path, response)) === 'answered') return
    void handle(request, response)
  })
  const here: OAuthServer = {
    url: `http://${host}`,
    ...{ host, clientId, clientSecret },
    requests: [],
    accessSeconds: 600,
    instead: () => undefined,
    expect(next) {
      account = next
    },
    async browse(url) {
      const cookies = new Map<string, string>()
      let address = new URL(url)
      while (address.host === host) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await fetch(address, { redirect: 'manual', headers: { cookie } })
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          cookies.set(name, value)
        }
        const location = response.headers.get('location')
        if (!location) throw new Error(`The server answered ${response.status}: ${await response.text()}`)
        address = new URL(location, address)
      }
      return address
    },
    async accountOf(token) {
      const found = await provider.AccessToken.find(token ?? '')
      return found?.isValid ? found.accountId : null
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return here
}

async function textOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
