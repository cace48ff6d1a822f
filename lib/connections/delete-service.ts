import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { revokeTokens } from './sealed-tokens.ts'
import { deleteServiceRow, findConnectionsOf } from './store.ts'
import { loadService } from './views.ts'

/** Removes a service, with the connections of all agents: their tokens are deleted here, and given back there. */
export const deleteService = defineUseCase({
  id: 'oauth-services.delete',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/oauth-services/{serviceId}' },
  input: { serviceId: idSchema },
  output: z.object({ id: idSchema, name: z.string(), connections: z.number().int() }),
  async load({ tx }, { serviceId }) {
    const service = await loadService(tx, serviceId)
    return { service, connections: await findConnectionsOf(tx, serviceId) }
  },
  async execute({ tx }, { serviceId }, { service, connections }) {
    await deleteServiceRow(tx, serviceId)
    return { id: serviceId, name: service.name, connections: connections.length }
  },
  audit: ({ id, name, connections }) => ({
    action: 'oauth-service.deleted',
    targetKind: 'oauth_service',
    targetId: id,
    details: { name, connections },
  }),
  async afterCommit(_, __, ___, { service, connections }) {
    await Promise.all(connections.map((connection) => revokeTokens(service, connection)))
    return undefined
  },
})
