import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Prisma, Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { toolName } from '#lib/tools/registry.ts'
import { type AgentView, modelChoice } from './schema.ts'

export type AgentFields = Pick<AgentView, 'name' | 'color' | 'persona' | 'models' | 'tools' | 'sandbox'>

type AgentRow = Prisma.AgentGetPayload<object>

/** What was stored under earlier rules must still be readable: tools that are gone are left out. */
function toView(row: AgentRow): AgentView {
  const tools = Array.isArray(row.tools) ? row.tools.filter((name) => toolName.safeParse(name).success) : []
  return {
    id: row.id,
    name: row.name,
    color: row.color as AgentView['color'],
    persona: row.persona,
    models: modelChoice.array().parse(row.models),
    tools: tools as AgentView['tools'],
    sandbox: sandboxSettings.parse(row.sandbox),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function toColumns(fields: Partial<AgentFields>) {
  const { name, persona, ...rest } = fields
  return {
    ...rest,
    ...(name === undefined ? {} : { name: toText(name) }),
    ...(persona === undefined ? {} : { persona: toText(persona) }),
  }
}

export async function insertAgent(
  tx: Tx,
  scope: WorkspaceScope,
  agent: AgentFields & { id: string },
): Promise<AgentView> {
  const { tenantId, workspaceId } = scope
  return toView(await tx.agent.create({ data: { ...agent, ...toColumns(agent), tenantId, workspaceId } }))
}

export async function selectAgents(tx: Tx, { after, limit }: PageRequest<TimeKey>): Promise<Page<AgentView>> {
  const rows = await tx.agent.findMany({
    where: { deletedAt: null, ...afterInTime(after) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, toView)
}

export async function findAgent(tx: Tx, agentId: string): Promise<AgentView | null> {
  const row = await tx.agent.findFirst({ where: { id: agentId, deletedAt: null } })
  return row && toView(row)
}

export async function updateAgentRow(tx: Tx, agentId: string, change: Partial<AgentFields>): Promise<AgentView | null> {
  const [row] = await tx.agent.updateManyAndReturn({ where: { id: agentId, deletedAt: null }, data: toColumns(change) })
  return row ? toView(row) : null
}

/** Marks the agent as deleted: its threads stay readable, and the reaper removes its container. */
export async function markDeleted(tx: Tx, agentId: string): Promise<boolean> {
  const { count } = await tx.agent.updateMany({
    where: { id: agentId, deletedAt: null },
    data: { deletedAt: new Date() },
  })
  return count > 0
}

export interface CancelledRun {
  runId: string
  threadId: string
  attempt: number
}

/** Those that were queued; running ones are asked to stop. */
export function cancelRunsOf(tx: Tx, agentId: string): Promise<CancelledRun[]> {
  return tx.$queryRaw<CancelledRun[]>`
    select run_id as "runId", thread_id as "threadId", attempt from cancel_runs_of_agent(${agentId}::uuid)`
}

/** Which of the providers an agent may use: the workspace's, and its own. */
export async function usableProviders(tx: Tx, providerIds: string[], agentId: string | null): Promise<Set<string>> {
  const rows = await tx.provider.findMany({
    where: { id: { in: providerIds }, OR: [{ agentId: null }, ...(agentId ? [{ agentId }] : [])] },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}
