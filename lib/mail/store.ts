import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toJsonb, toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'
import type { Draft, SendingRun, Verdict } from './control.ts'

/** The run, where it is at work: it does not end before the transaction does. */
export async function holdSendingRun(tx: Tx, runId: string): Promise<SendingRun | null> {
  const [run] = await tx.$queryRaw<SendingRun[]>`
    select r.id, r.agent_id as "agentId", a.name as "agentName", r.thread_id as "threadId", r.depth,
      coalesce(r.root_run_id, r.id) as "rootRunId", r.private_to as "privateTo"
    from runs r join agents a on a.id = r.agent_id where r.id = ${runId}::uuid and r.status = 'running' for share of r`
  return run ?? null
}

/** What happens below one root run is decided one after the other until the transaction ends. */
export async function holdTeamOf(tx: Tx, rootRunId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${rootRunId}, 7))`
}

export interface TargetAgent {
  id: string
  name: string
}

/** Agents that can be given work and go by this id, or, whatever its capitals, this name. */
export async function findTargets(tx: Tx, agent: string): Promise<TargetAgent[]> {
  return tx.$queryRaw<TargetAgent[]>`
    select id, name from agents where deleted_at is null and archived_at is null
      and (id::text = lower(${agent}) or lower(name) = lower(${agent})) order by created_at, id limit 10`
}

/** Whether an agent waits, by way of open asks below the same root run, for the one that wants to ask it. */
export async function closesCircle(tx: Tx, run: SendingRun, toAgentId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    with recursive reached as (
      select ${toAgentId}::uuid as agent_id
      union
      select m.to_agent_id from reached join agent_messages m on m.from_agent_id = reached.agent_id
      where m.root_run_id = ${run.rootRunId}::uuid and m.kind = 'ask' and m.status = 'waiting'
    )
    select 1 from reached where agent_id = ${run.agentId}::uuid`
  return found.length > 0
}

/** Runs that a run has begun and that are not over. */
export async function countLiveChildren(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from runs where asked_by_run_id = ${runId}::uuid and status in ('queued', 'running', 'waiting')`
  return row?.count ?? 0
}

export async function insertDecision(tx: Tx, { run, to, toolCallId }: Draft, verdict: Verdict): Promise<void> {
  await tx.$executeRaw`
    insert into safety_decisions (id, tenant_id, workspace_id, private_to, control, effect, reason, details, agent_id, to_agent_id,
      thread_id, run_id, root_run_id, tool_call_id, created_at)
    select ${newId()}::uuid, tenant_id, workspace_id, private_to, ${verdict.control}, ${verdict.effect}, ${toText(verdict.reason)},
      ${toJsonb(verdict.details ?? {})}::jsonb, agent_id, ${to?.id ?? null}::uuid, thread_id, id, ${run.rootRunId}::uuid,
      ${toolCallId}::uuid, clock_timestamp()
    from runs where id = ${run.id}::uuid`
}

/** What a call of a tool has sent before. */
export interface SentMessage {
  id: string
  kind: 'ask' | 'tell'
  status: string
  threadId: string
  runId: string
  toAgentId: string
  toAgentName: string
  deadlineAt: Date | null
}

export async function findSent(tx: Tx, toolCallId: string): Promise<SentMessage | null> {
  const [row] = await tx.$queryRaw<SentMessage[]>`
    select m.id, m.kind, m.status, m.thread_id as "threadId", m.run_id as "runId", m.to_agent_id as "toAgentId", a.name as "toAgentName",
      m.deadline_at as "deadlineAt"
    from agent_messages m join agents a on a.id = m.to_agent_id where m.tool_call_id = ${toolCallId}::uuid`
  return row ?? null
}

export interface NewMessage {
  kind: 'ask' | 'tell' | 'result' | 'person'
  author: { id: string; name: string }
  privateTo: string | null
  rootRunId: string | null
  fromAgentId: string | null
  fromRunId: string | null
  toolCallId: string | null
  toAgentId: string | null
  threadId: string | null
  runId: string | null
  text: string
  patienceS: number | null
}

export async function insertMessage(tx: Tx, scope: WorkspaceScope, message: NewMessage): Promise<string> {
  const id = newId()
  const { kind, author } = message
  await tx.$executeRaw`
    insert into agent_messages (id, tenant_id, workspace_id, private_to, kind, status, root_run_id, from_agent_id, from_run_id,
      tool_call_id, author_name, author_id, to_agent_id, thread_id, run_id, text, deadline_at, created_at)
    values (${id}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${message.privateTo}::uuid, ${kind},
      ${kind === 'ask' ? 'waiting' : 'sent'}, ${message.rootRunId}::uuid, ${message.fromAgentId}::uuid, ${message.fromRunId}::uuid,
      ${message.toolCallId}::uuid, ${toText(author.name)}, ${author.id}::uuid, ${message.toAgentId}::uuid, ${message.threadId}::uuid,
      ${message.runId}::uuid, ${toText(message.text)}, now() + ${message.patienceS}::int * interval '1 second', clock_timestamp())`
  return id
}

/** Whether a run still waits for an answer. */
export async function hasOpenAsks(tx: Tx, runId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from agent_messages where from_run_id = ${runId}::uuid and kind = 'ask' and status = 'waiting' limit 1`
  return found.length > 0
}

/** Names of those whose answers a run waits for. */
export async function listAwaited(tx: Tx, runId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select a.name from agent_messages m join agents a on a.id = m.to_agent_id
    where m.from_run_id = ${runId}::uuid and m.kind = 'ask' and m.status = 'waiting' group by a.name order by a.name`
  return rows.map(({ name }) => name)
}

/** What the end of a run has told the run that asked for it. */
export interface AnsweredCall {
  workspaceId: string
  askerRunId: string
  threadId: string
  isPrivate: boolean
  attempt: number
  step: number
  toolCallId: string
  status: 'succeeded' | 'failed'
  result: unknown
}

export async function findAnsweredCall(tx: Tx, runId: string): Promise<AnsweredCall | null> {
  const [row] = await tx.$queryRaw<AnsweredCall[]>`
    select r.workspace_id as "workspaceId", r.id as "askerRunId", r.thread_id as "threadId", r.private_to is not null as "isPrivate", r.attempt,
      s.index as step, c.id as "toolCallId", c.status::text as status, c.result
    from agent_messages m join runs r on r.id = m.from_run_id join tool_calls c on c.id = m.tool_call_id join steps s on s.id = c.step_id
    where m.run_id = ${runId}::uuid and m.kind = 'ask' and m.status in ('answered', 'failed') and c.result is not null`
  return row ?? null
}

export interface Colleague {
  id: string
  name: string
  persona: string
  state: 'paused' | 'working' | 'idle'
}

/** The other agents of the workspace that can be given work. */
export async function selectColleagues(tx: Tx, agentId: string, limit: number): Promise<Colleague[]> {
  return tx.$queryRaw<Colleague[]>`
    select a.id, a.name, left(a.persona, 400) as persona, case when a.paused_at is not null then 'paused'
      when exists (select 1 from runs r where r.agent_id = a.id and r.status = 'running') then 'working' else 'idle' end as state
    from agents a where a.deleted_at is null and a.archived_at is null and a.id <> ${agentId}::uuid
    order by a.created_at, a.id limit ${limit}`
}
