import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { connectionView } from './schema.ts'
import { listConnectionRows } from './store.ts'
import { toConnectionView } from './views.ts'

/** Which agents are connected with which services. Never a token. */
export const listAgentConnections = defineUseCase({
  id: 'connections.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/connections' },
  input: { agentId: idSchema.optional(), serviceId: idSchema.optional(), ...pageFields },
  output: pageOf(connectionView),
  execute: ({ tx }, { agentId, serviceId, cursor, limit }) =>
    listConnectionRows(
      tx,
      { agentId, serviceId },
      { after: decodePageCursor(timeKey, cursor), limit },
      toConnectionView,
    ),
})
