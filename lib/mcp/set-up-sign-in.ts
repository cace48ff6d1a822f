import { defineUseCase } from '#lib/access/define-use-case.ts'
import { redirectUri } from '#lib/connections/addresses.ts'
import { sealClientSecret, storeService } from '#lib/connections/create-service.ts'
import { clientSecret, serviceFields, serviceView } from '#lib/connections/schema.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { discoverSignIn, type FoundSignIn, registerClient } from './discover-sign-in.ts'
import { loadServer, loadServerForChange } from './views.ts'

/**
 * Lets agents sign in for a server, each with a connection of its own: where, and as which client, is found out from the
 * server. Its tokens go to that server alone.
 */
export const setUpSignIn = defineUseCase({
  id: 'mcp-servers.set-up-sign-in',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/mcp-servers/{serverId}/sign-in', successStatus: 201 },
  input: {
    serverId: idSchema,
    /** Where this installation was registered by hand. Left out: it registers itself. */
    clientId: serviceFields.clientId.optional(),
    clientSecret: clientSecret.default(''),
    /** Left out: those that the server asks for. */
    scopes: serviceFields.scopes.optional(),
  },
  output: serviceView,
  async prepare({ tenantId, ...scope }, { serverId, clientId, clientSecret, scopes }) {
    const server = await withScope({ tenantId, ...scope }, (tx) => loadServer(tx, serverId))
    if (server.transport === 'stdio')
      throw new AppError('conflict', 'A program in the agent’s container has nobody to sign in at.')
    if (server.signIn !== 'none') throw alreadySetUp()
    const found = await discoverSignIn(server.url)
    const wanted = scopes ? { ...found, scopes } : found
    const client = clientId ? byHand(found, clientId, clientSecret) : await register(wanted)
    const id = newId()
    return {
      url: server.url,
      service: {
        ...{
          id,
          issuer: found.issuer,
          sendsIssuer: found.sendsIssuer,
          resource: found.resource,
          scopes: wanted.scopes,
        },
        ...{ authorizationUrl: found.authorizationUrl, tokenUrl: found.tokenUrl, revocationUrl: found.revocationUrl },
        ...{ clientId: client.clientId, clientAuth: client.clientAuth },
        sealedClientSecret: await sealClientSecret(client.clientSecret, client.clientAuth, { tenantId, id }),
        hosts: [hostOf(server.url)],
      },
    }
  },
  async load({ tx }, { serverId }) {
    const server = await loadServerForChange(tx, serverId)
    if (server.signIn !== 'none') throw alreadySetUp()
    return server
  },
  async execute({ tx, scope, prepared }, { serverId }, { name, url }) {
    if (url !== prepared.url) throw new AppError('conflict', 'Somebody changed this server meanwhile. Try again.')
    return storeService(tx, scope, { ...prepared.service, name: `${name} (MCP)`, mcpServerId: serverId })
  },
  audit: ({ id, name, tokenUrl, clientId, scopes }) => ({
    action: 'oauth-service.created',
    targetKind: 'oauth_service',
    targetId: id,
    details: { name, tokenUrl, clientId, scopes: scopes.join(' ') },
  }),
})

function register(found: FoundSignIn) {
  if (found.registrationUrl) return registerClient(found, redirectUri().href)
  throw new AppError(
    'conflict',
    'Agents cannot sign in for this server. It does not let this installation register by itself. Register it there, and enter its client ID.',
  )
}

function byHand({ clientAuths }: FoundSignIn, clientId: string, secret: string) {
  const clientAuth =
    secret === '' ? ('none' as const) : clientAuths.includes('post') ? ('post' as const) : ('basic' as const)
  return { clientId, clientSecret: secret, clientAuth }
}

/** As it is named where secrets are granted: with its port where that is not the usual one. */
function hostOf(url: string): string {
  return new URL(url).host
}

function alreadySetUp(): AppError {
  return new AppError(
    'conflict',
    'Agents sign in for this server already. Remove that under Settings, Connections, to begin anew.',
  )
}
