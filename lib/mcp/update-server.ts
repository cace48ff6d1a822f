import { defineUseCase } from '#lib/access/define-use-case.ts'
import { forgetSignIn } from '#lib/connections/of-mcp-servers.ts'
import { idSchema } from '#lib/ids.ts'
import { assertComplete } from './assert-complete.ts'
import { mcpServerFields, mcpServerView } from './schema.ts'
import { quarantineAll, updateServerRow } from './store.ts'
import { leadsElsewhere, loadServer, loadServerForChange, targetOf, toServerView } from './views.ts'

/** Changes a server. One that leads elsewhere is another one: its tools have to be enabled anew. Its name stays. */
export const updateMcpServer = defineUseCase({
  id: 'mcp-servers.update',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/mcp-servers/{serverId}' },
  input: {
    serverId: idSchema,
    /** No agent has its tools while it is off. */
    enabled: mcpServerView.shape.enabled.optional(),
    transport: mcpServerFields.transport.optional(),
    command: mcpServerFields.command.optional(),
    args: mcpServerFields.args.optional(),
    env: mcpServerFields.env.optional(),
    url: mcpServerFields.url.optional(),
    headers: mcpServerFields.headers.optional(),
    timeoutS: mcpServerFields.timeoutS.optional(),
  },
  output: mcpServerView,
  load: ({ tx }, { serverId }) => loadServerForChange(tx, serverId),
  async execute({ tx }, { serverId, transport, command, args, env, url, headers, timeoutS, enabled }, before) {
    const change = { transport, command, args, env, url, headers, timeoutS, enabled }
    const row = await updateServerRow(tx, serverId, change)
    const after = targetOf(row)
    assertComplete(after)
    if (!leadsElsewhere(targetOf(before), after)) return toServerView(tx, row)
    await quarantineAll(tx, serverId)
    // What was given for one address is shown to no other.
    await forgetSignIn(tx, serverId)
    return toServerView(tx, await loadServer(tx, serverId))
  },
  audit: ({ id, name, enabled, transport, command, args, url }) => ({
    action: 'mcp-server.updated',
    targetKind: 'mcp-server',
    targetId: id,
    details: { name, enabled, transport, leadsTo: transport === 'stdio' ? [command, ...args].join(' ') : url },
  }),
})
