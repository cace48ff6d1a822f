import { defineUseCase } from '#lib/access/define-use-case.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { sealClientSecret } from './create-service.ts'
import { clientAuth, clientSecret, serviceFields, serviceView } from './schema.ts'
import { updateServiceRow } from './store.ts'
import { loadService, toServiceView } from './views.ts'

/**
 * Changes what agents ask a service for, and who may be sent its tokens. Its addresses and its client stay: connections
 * were made with them, and what is sealed for one address is never sent to another.
 */
export const updateService = defineUseCase({
  id: 'oauth-services.update',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/oauth-services/{serviceId}' },
  input: {
    serviceId: idSchema,
    /** Holds for connections that are made from now on. */
    scopes: serviceFields.scopes.optional(),
    hosts: serviceFields.hosts.optional(),
    clientSecret: clientSecret.min(1).optional(),
  },
  output: serviceView,
  async prepare(scope, { serviceId, clientSecret }) {
    const row = await withScope(scope, (tx) => loadService(tx, serviceId))
    if (clientSecret === undefined) return undefined
    if (row.clientAuth === 'none') throw new AppError('conflict', 'This service is asked without a client secret.')
    return (await sealClientSecret(clientSecret, clientAuth.parse(row.clientAuth), row)) ?? undefined
  },
  load: ({ tx }, { serviceId }) => loadService(tx, serviceId),
  async execute({ tx, prepared }, { serviceId, scopes, hosts }, { mcpServerId }) {
    if (hosts && mcpServerId) {
      throw new AppError('conflict', 'Its tokens are for its MCP server alone. Change the server’s address instead.')
    }
    return toServiceView(await updateServiceRow(tx, serviceId, { scopes, hosts, sealedClientSecret: prepared }))
  },
  audit: ({ id, name, scopes, hosts }, { clientSecret }) => ({
    action: 'oauth-service.updated',
    targetKind: 'oauth_service',
    targetId: id,
    details: { name, newSecret: clientSecret !== undefined, scopes: scopes.join(' '), hosts: hosts.join(' ') },
  }),
})
