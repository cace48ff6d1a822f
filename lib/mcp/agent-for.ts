import { connectedAgentsOf } from '#lib/connections/of-mcp-servers.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import type { McpTarget } from './schema.ts'

/**
 * The agent in whose container, and with whose secrets, a server is looked at. Null: the workspace has none, and the
 * server needs none.
 * @throws AppError `not_found`, `conflict` where the server needs a container and there is none
 */
export async function findAgentFor(
  tx: Tx,
  { id, transport, signIn }: McpTarget,
  agentId?: string,
): Promise<string | null> {
  if (signIn === 'oauth' && agentId === undefined) {
    const [connected] = await connectedAgentsOf(tx, id)
    if (connected) return connected
  }
  const agents = await tx.agent.findMany({
    where: { deletedAt: null, ...(agentId ? { id: agentId } : { archivedAt: null }) },
    select: { id: true, sandbox: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 200,
  })
  if (agentId && agents.length === 0) throw notFound('The agent')
  const fit = agents.find(({ sandbox }) => transport !== 'stdio' || sandboxSettings.parse(sandbox).mode !== 'off')
  if (fit) return fit.id
  if (transport !== 'stdio') return null
  throw new AppError(
    'conflict',
    'This server runs in an agent’s own container, and there is no agent with one. Create an agent with a sandbox first.',
  )
}
