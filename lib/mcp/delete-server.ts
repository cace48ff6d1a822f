import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { deleteServerRow } from './store.ts'
import { loadServerForChange } from './views.ts'

/** Removes a server, and its tools from all agents. */
export const deleteMcpServer = defineUseCase({
  id: 'mcp-servers.delete',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/mcp-servers/{serverId}' },
  input: { serverId: idSchema },
  output: z.object({ id: idSchema, name: z.string() }),
  load: ({ tx }, { serverId }) => loadServerForChange(tx, serverId),
  async execute({ tx }, { serverId }, { name }) {
    await deleteServerRow(tx, serverId)
    return { id: serverId, name }
  },
  audit: ({ id, name }) => ({
    action: 'mcp-server.deleted',
    targetKind: 'mcp-server',
    targetId: id,
    details: { name },
  }),
})
