import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { revokeTokens } from './sealed-tokens.ts'
import { type ConnectionRow, deleteConnectionRow, findConnection, findConnectionsOf } from './store.ts'

/**
 * Cuts one agent's connection: from its next request on it has no token, and other agents keep theirs. The service is told
 * too, unless another agent may be connected with the same account there: many services take back all that an account has
 * ever allowed at once.
 */
export const disconnect = defineUseCase({
  id: 'connections.disconnect',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/connections/{connectionId}' },
  input: { connectionId: idSchema },
  output: z.object({ id: idSchema, serviceName: z.string(), agentName: z.string() }),
  async load({ tx }, { connectionId }) {
    const row = await findConnection(tx, connectionId)
    if (!row) throw notFound('The connection')
    const others = (await findConnectionsOf(tx, row.serviceId)).filter(({ id }) => id !== row.id)
    return { row, isShared: others.some((other) => mayBeSameAccount(row, other)) }
  },
  async execute({ tx }, { connectionId }, { row }) {
    if (!(await deleteConnectionRow(tx, connectionId))) throw notFound('The connection')
    return { id: connectionId, serviceName: row.service.name, agentName: row.agent.name }
  },
  audit: ({ id, serviceName, agentName }, _, { row: { agentId } }) => ({
    action: 'connection.cut',
    targetKind: 'oauth_connection',
    targetId: id,
    details: { service: serviceName, agent: agentName, agentId },
  }),
  async afterCommit(_, __, ___, { row, isShared }) {
    if (!isShared) await revokeTokens(row.service, row)
    return undefined
  },
})

function mayBeSameAccount(one: ConnectionRow, other: ConnectionRow): boolean {
  return one.account === other.account || one.account === '' || other.account === ''
}
