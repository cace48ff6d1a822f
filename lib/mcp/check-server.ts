import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { findAgentFor } from './agent-for.ts'
import { recordSnapshot } from './record-snapshot.ts'
import { type McpTarget, mcpServerView, mcpSnapshot } from './schema.ts'
import { noteCheck } from './store.ts'
import { loadServer, loadServerForChange, targetOf, toServerView } from './views.ts'

const found = z.union([mcpSnapshot, z.object({ problem: z.string().max(4000) })])

/**
 * Looks at what a server offers now. Its new and changed tools are quarantined. A server that cannot be looked at says
 * why in its `problem`; what it offered before stays known.
 */
export const checkMcpServer = defineUseCase({
  id: 'mcp-servers.check',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/mcp-servers/{serverId}/check' },
  input: {
    serverId: idSchema,
    /** Whose container, and whose secrets. Left out: the workspace's first agent that has one. */
    agentId: idSchema.optional(),
  },
  output: mcpServerView,
  async prepare(scope, { serverId, agentId }) {
    const { target, agent } = await withScope(scope, async (tx) => {
      const known = targetOf(await loadServer(tx, serverId))
      return { target: known, agent: await findAgentFor(tx, known, agentId) }
    })
    return { target, found: await look(scope, target, agent) }
  },
  load: ({ tx }, { serverId }) => loadServerForChange(tx, serverId),
  async execute({ tx, prepared }, { serverId }, row) {
    if (JSON.stringify(targetOf(row)) !== JSON.stringify(prepared.target)) {
      throw new AppError('conflict', 'Somebody changed this server while it was looked at. Look at it again.')
    }
    const { found } = prepared
    if ('problem' in found) return toServerView(tx, await noteCheck(tx, serverId, { problem: found.problem }))
    return toServerView(tx, (await recordSnapshot(tx, row, found)).server)
  },
  audit: ({ id, name, problem, tools }) => ({
    action: 'mcp-server.checked',
    targetKind: 'mcp-server',
    targetId: id,
    details: { name, problem, enabled: tools.enabled, quarantined: tools.quarantined },
  }),
})

async function look(scope: WorkspaceScope, target: McpTarget, agentId: string | null) {
  const body = JSON.stringify({ target, agentId })
  const response = await callWorker(scope, 'mcp', '/mcp/inspect', {
    method: 'POST',
    body,
    ...(agentId && target.transport === 'stdio' && { agentId }),
  })
  return found.parse(await response.json())
}
