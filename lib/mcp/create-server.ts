import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { assertComplete } from './assert-complete.ts'
import { MAX_SERVERS, type McpServerView, mcpServerView, type NewMcpServer, newMcpServer } from './schema.ts'
import { countServers, insertServer, isNameTaken } from './store.ts'
import { toServerView } from './views.ts'

/**
 * Connects a server, in a transaction of the caller's: none of its tools is known before it is looked at, and none is
 * given to an agent before somebody has enabled it.
 * @throws AppError `invalid_input`, `conflict` where the name is taken, `quota_exceeded`
 */
export async function createMcpServer(tx: Tx, scope: WorkspaceScope, server: NewMcpServer): Promise<McpServerView> {
  assertComplete(server)
  if (await isNameTaken(tx, server.name)) {
    const message = `There is a server named ${server.name} already. Choose another name.`
    throw new AppError('conflict', message, { fieldErrors: { name: [message] } })
  }
  if ((await countServers(tx)) >= MAX_SERVERS) {
    throw new AppError('quota_exceeded', `A workspace has at most ${MAX_SERVERS} MCP servers. Remove one first.`)
  }
  return toServerView(tx, await insertServer(tx, scope, server))
}

/** Connects a server. Look at it next: its tools are listed then, and wait to be enabled. */
export const addMcpServer = defineUseCase({
  id: 'mcp-servers.create',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/mcp-servers', successStatus: 201 },
  input: newMcpServer.shape,
  output: mcpServerView,
  execute: ({ tx, scope }, server) => createMcpServer(tx, scope, newMcpServer.parse(server)),
  audit: ({ id, name, transport, command, args, url }) => ({
    action: 'mcp-server.created',
    targetKind: 'mcp-server',
    targetId: id,
    details: { name, transport, leadsTo: transport === 'stdio' ? [command, ...args].join(' ') : url },
  }),
})
