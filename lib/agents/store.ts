import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import type { AgentSettings, AgentState, AgentSummary, AgentView } from './schema.ts'
import { canonicalSettings, readSettings } from './settings.ts'

type AgentRow = Prisma.AgentGetPayload<object>

const isoOrNull = (at: Date | null) => at?.toISOString() ?? null

function toView(row: AgentRow): AgentView {
  return {
    id: row.id,
    ...readSettings(row),
    version: row.version,
    pausedAt: isoOrNull(row.pausedAt),
    archivedAt: isoOrNull(row.archivedAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function toColumns(settings: AgentSettings) {
  const { avatar, ...rest } = canonicalSettings(settings)
  return { ...rest, avatar: avatar ?? Prisma.DbNull }
}

/** An agent of which no version is stored yet. */
export async function insertAgent(
  tx: Tx,
  scope: WorkspaceScope,
  id: string,
  settings: AgentSettings,
): Promise<AgentView> {
  const { tenantId, workspaceId } = scope
  return toView(await tx.agent.create({ data: { ...toColumns(settings), id, tenantId, workspaceId } }))
}

export async function findAgent(tx: Tx, agentId: string): Promise<AgentView | null> {
  const row = await tx.agent.findFirst({ where: { id: agentId, deletedAt: null } })
  return row && toView(row)
}

/** The agent, and nobody else saves, pauses or removes it until the transaction ends. */
export async function lockAgent(tx: Tx, agentId: string): Promise<AgentView | null> {
  await tx.$queryRaw`select 1 from agents where id = ${agentId}::uuid and deleted_at is null for update`
  return findAgent(tx, agentId)
}

/** The rules about tools of one agent, for another one as well. */
export async function copyToolPolicy(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx.$executeRaw`
    insert into tool_policies (id, tenant_id, workspace_id, agent_id, rules, updated_by)
    select gen_random_uuid(), tenant_id, workspace_id, ${toId}::uuid, rules, updated_by from tool_policies
    where agent_id = ${fromId}::uuid`
}

/** The agent's row becomes what a version says that was just stored. */
export async function setCurrent(
  tx: Tx,
  agentId: string,
  settings: AgentSettings,
  version: { id: string; number: number },
): Promise<AgentView> {
  const data = { ...toColumns(settings), version: version.number, versionId: version.id }
  return toView(await tx.agent.update({ where: { id: agentId }, data }))
}

/** Holds an agent's work back, or lets it go on. */
export async function setHeld(
  tx: Tx,
  agentId: string,
  held: { pausedAt: Date | null } | { archivedAt: Date | null },
): Promise<AgentView> {
  return toView(await tx.agent.update({ where: { id: agentId }, data: held }))
}

// What the caller may see of its runs: an agent at work in somebody else's private thread seems idle.
const stateColumn = Prisma.sql`case
  when a.archived_at is not null then 'archived'
  when exists (select 1 from runs r where r.agent_id = a.id and r.status = 'running') then 'working'
  when a.paused_at is not null then 'paused'
  when exists (select 1 from runs r where r.agent_id = a.id and r.status = 'queued') then 'waiting'
  when exists (select 1 from runs r where r.agent_id = a.id and r.status = 'waiting' and r.error is not null) then 'waiting'
  when (select r.status from runs r where r.agent_id = a.id and r.finished_at is not null
    order by r.finished_at desc limit 1) = 'failed' then 'failed'
  else 'idle' end`

interface SummaryRow {
  id: string
  name: string
  color: string
  avatar: unknown
  persona: string
  models: unknown
  tools: unknown
  sandbox: unknown
  state: AgentState
  version: number
  paused_at: Date | null
  archived_at: Date | null
  created_at: Date
  updated_at: Date
}

/** Characters of the persona in which its first line is looked for. */
const SUMMARY_CHARS = 400

function toSummary(row: SummaryRow): AgentSummary {
  const { name, color, avatar, persona, models, tools } = readSettings(row)
  return {
    id: row.id,
    name,
    color,
    avatar,
    summary: summaryOf(persona),
    models,
    tools,
    state: row.state,
    version: row.version,
    pausedAt: isoOrNull(row.paused_at),
    archivedAt: isoOrNull(row.archived_at),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

/** The first line with words in it, without its Markdown. */
function summaryOf(persona: string): string {
  const line = persona.split('\n').find((candidate) => candidate.trim() && !candidate.startsWith('#')) ?? ''
  return line
    .replace(/[*_`#>]/g, '')
    .trim()
    .toWellFormed()
}

export interface AgentFilter {
  /** In the name or the persona. */
  search?: string
  /** Archived agents are in a list only when they are asked for. */
  states?: readonly AgentState[]
}

/** The oldest first. */
export async function selectAgents(
  tx: Tx,
  { search, states }: AgentFilter,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<AgentSummary>> {
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  const wanted = states?.length ? [...states] : null
  const rows = await tx.$queryRaw<SummaryRow[]>`
    select a.id, a.name, a.color, a.avatar, left(a.persona, ${SUMMARY_CHARS}) as persona, a.models, a.tools, '{}'::jsonb as sandbox,
      s.state, a.version, a.paused_at, a.archived_at, a.created_at, a.updated_at
    from agents a cross join lateral (select ${stateColumn} as state) s
    where a.deleted_at is null
      and case when ${wanted}::text[] is null then a.archived_at is null else s.state = any(${wanted}::text[]) end
      and (${pattern}::text is null or a.name ilike ${pattern} or a.persona ilike ${pattern})
      and (${after?.at ?? null}::timestamptz is null or (a.created_at, a.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by a.created_at, a.id limit ${limit + 1}`
  return cutPage(rows, limit, (row) => ({ at: row.created_at.toISOString(), id: row.id }), toSummary)
}

/** Of those of the agents that exist. */
export function selectStates(tx: Tx, agentIds: readonly string[]): Promise<{ agentId: string; state: AgentState }[]> {
  return tx.$queryRaw`
    select a.id as "agentId", ${stateColumn} as state from agents a
    where a.id = any(${[...agentIds]}::uuid[]) and a.deleted_at is null`
}

/** Marks the agent as deleted: the reaper removes its container. */
export async function markDeleted(tx: Tx, agentId: string): Promise<void> {
  await tx.agent.update({ where: { id: agentId }, data: { deletedAt: new Date() } })
}

/** Whether there is, or was, a container of it. */
export async function hasBeenUsed(tx: Tx, agentId: string): Promise<boolean> {
  return (await tx.sandboxLease.count({ where: { agentId } })) > 0
}

/** The agent, its versions, rules and secrets, as if it had never been. */
export async function removeRow(tx: Tx, agentId: string): Promise<void> {
  await tx.agent.delete({ where: { id: agentId } })
}

export interface StoppedRun {
  runId: string
  threadId: string
  attempt: number
  /** Its worker has been asked to end it; else it is cancelled already. */
  atWork: boolean
}

/** Ends what the agent has to do, whoever asked for it. */
export function stopRunsOf(tx: Tx, agentId: string): Promise<StoppedRun[]> {
  return tx.$queryRaw<StoppedRun[]>`
    select run_id as "runId", thread_id as "threadId", attempt, at_work as "atWork" from cancel_runs_of_agent(${agentId}::uuid)`
}

export interface Belongings {
  threads: number
  messages: number
  runs: number
  keys: number
}

/** What goes with an agent, private threads of others included. */
export async function countBelongings(tx: Tx, agentId: string): Promise<Belongings> {
  const [row] = await tx.$queryRaw<
    Belongings[]
  >`select threads, messages, runs, keys from belongings_of_agent(${agentId}::uuid)`
  return row ?? { threads: 0, messages: 0, runs: 0, keys: 0 }
}

/** Removes the agent's threads, private ones of others included. @returns how many */
export async function deleteThreadsOf(tx: Tx, agentId: string): Promise<number> {
  const rows = await tx.$queryRaw<unknown[]>`select delete_threads_of_agent(${agentId}::uuid)`
  return rows.length
}

/** A run that waits for the agent, if the caller may see one. */
export async function findQueuedRun(tx: Tx, agentId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id from runs where agent_id = ${agentId}::uuid and status = 'queued' limit 1`
  return row?.id ?? null
}

/** Which of the providers an agent may use: the workspace's, and its own. */
export async function usableProviders(tx: Tx, providerIds: string[], agentId: string | null): Promise<Set<string>> {
  const rows = await tx.provider.findMany({
    where: { id: { in: providerIds }, OR: [{ agentId: null }, ...(agentId ? [{ agentId }] : [])] },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}
