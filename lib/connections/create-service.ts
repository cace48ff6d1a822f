import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { sealSecret } from '#lib/secrets/seal.ts'
import { parseServiceAddress } from './addresses.ts'
import { type ClientAuth, clientSecret, MAX_SERVICES, type ServiceView, serviceFields, serviceView } from './schema.ts'
import { countServices, findServiceOf, insertService, type NewService } from './store.ts'
import { toServiceView } from './views.ts'

/**
 * Stores a service, in a transaction of the caller's.
 * @throws AppError `conflict` where the name is taken, `quota_exceeded`
 */
export async function storeService(tx: Tx, scope: WorkspaceScope, service: NewService): Promise<ServiceView> {
  if (await findServiceOf(tx, { name: service.name })) {
    const message = `There is a service named ${service.name} already. Choose another name.`
    throw new AppError('conflict', message, { fieldErrors: { name: [message] } })
  }
  if ((await countServices(tx)) >= MAX_SERVICES) {
    throw new AppError('quota_exceeded', `A workspace has at most ${MAX_SERVICES} services. Remove one first.`)
  }
  return toServiceView(await insertService(tx, scope, service))
}

/** The client secret as it is stored. @throws AppError `invalid_input` where the way of showing it and it do not go together */
export async function sealClientSecret(
  secret: string,
  clientAuth: ClientAuth,
  place: { tenantId: string; id: string },
): Promise<NewService['sealedClientSecret']> {
  if (clientAuth === 'none') return null
  if (secret !== '') {
    return sealSecret(secret, { tenantId: place.tenantId, recordId: place.id, purpose: 'client-secret' })
  }
  const message = 'Enter the client secret, or choose that there is none.'
  throw new AppError('invalid_input', message, { fieldErrors: { clientSecret: [message] } })
}

/** Adds a service at which agents can sign in. Each agent is connected with it by a person, one at a time. */
export const createService = defineUseCase({
  id: 'oauth-services.create',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/oauth-services', successStatus: 201 },
  input: {
    ...serviceFields,
    revocationUrl: serviceFields.revocationUrl.default(''),
    clientAuth: serviceFields.clientAuth.default('post'),
    /** Cannot be read again. */
    clientSecret: clientSecret.default(''),
    scopes: serviceFields.scopes.default([]),
    hosts: serviceFields.hosts.default([]),
  },
  output: serviceView,
  async prepare({ tenantId }, { clientSecret, clientAuth, authorizationUrl, tokenUrl, revocationUrl }) {
    parseServiceAddress(authorizationUrl, 'authorizationUrl')
    parseServiceAddress(tokenUrl, 'tokenUrl')
    if (revocationUrl) parseServiceAddress(revocationUrl, 'revocationUrl')
    const id = newId()
    return { id, sealedClientSecret: await sealClientSecret(clientSecret, clientAuth, { tenantId, id }) }
  },
  execute({ tx, scope, prepared }, { clientSecret: _, ...service }) {
    const byHand = { mcpServerId: null, issuer: '', sendsIssuer: false, resource: '' }
    return storeService(tx, scope, { ...service, ...byHand, ...prepared })
  },
  audit: ({ id, name, tokenUrl, clientId, scopes, hosts }) => ({
    action: 'oauth-service.created',
    targetKind: 'oauth_service',
    targetId: id,
    details: { name, tokenUrl, clientId, scopes: scopes.join(' '), hosts: hosts.join(' ') },
  }),
})
