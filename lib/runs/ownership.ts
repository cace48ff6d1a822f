import type { Role } from '#lib/access/roles.ts'
import { dangerouslyUnscoped } from '#lib/db/dangerously-unscoped.ts'
import type { DriverKind } from '#lib/sandbox/spec.ts'
import type { RunError, RunPlace, RunStatus } from '#lib/stream/events.ts'
import { RESTORABLE_DAYS } from '#lib/threads/schema.ts'

/*
 * What a worker owns for as long as it keeps saying so: its own record, the runs that it claimed, and the sandboxes of
 * their agents. All of it spans tenants, which is why it is here, in one file, and outside of row-level security.
 */

/** A worker that is silent for this long has lost what it owned. */
const CONNECTION_LOG_DAYS = 90
export const LEASE_MS = 8000

const platform = () => dangerouslyUnscoped('a worker claims and holds runs and sandboxes of every tenant')

/** The right to change a run: every write compares it (invariant 1). */
export interface RunClaim {
  runId: string
  workerId: string
  attempt: number
}

export interface ClaimedRun extends RunClaim {
  tenantId: string
  workspaceId: string
  threadId: string
  agentId: string
  messageId: string
  isPrivate: boolean
  createdById: string
  /** What whoever asked for the run may do in the workspace now; null: nothing any more. */
  role: Role | null
  cancelRequested: boolean
  /** The agent's settings that the run goes by; null for an agent without versions. */
  agentVersionId: string | null
  /** Null: a draft. */
  agentVersion: number | null
  modelIndex: number
  modelTries: number
  stepLimit: number
  /** The run at the head of all that led to this one; null: its own. */
  rootRunId: string | null
  /** The run whose tool call made it; null: a person's. */
  askedByRunId: string | null
  /** How many runs lie above it. */
  depth: number
  /** A message of the team has begun it, and its end is told there. */
  inTeam: boolean
  /** Since it was queued. */
  waitedMs: number
}

/**
 * Takes the next run, if there is one.
 * @param streamId older than any event that this attempt will append
 */
export async function claimNextRun(workerId: string, streamId: string): Promise<ClaimedRun | null> {
  const [run] = await platform().$queryRaw<ClaimedRun[]>`
    select id as "runId", worker_id as "workerId", attempt, tenant_id as "tenantId", workspace_id as "workspaceId",
      thread_id as "threadId", agent_id as "agentId", message_id as "messageId", private_to is not null as "isPrivate",
      created_by_id as "createdById", cancel_requested_at is not null as "cancelRequested", model_index as "modelIndex",
      model_tries as "modelTries", step_limit as "stepLimit", agent_version_id as "agentVersionId", agent_version as "agentVersion",
      root_run_id as "rootRunId", asked_by_run_id as "askedByRunId", depth, in_team as "inTeam",
      role_in_workspace(created_by_id, workspace_id)::text as role,
      (extract(epoch from now() - queued_at) * 1000)::float8 as "waitedMs"
    from claim_next_run(${workerId}::uuid, ${LEASE_MS} * interval '1 millisecond', ${streamId})`
  return run ?? null
}

export interface Held {
  runs: {
    id: string
    attempt: number
    cancelRequested: boolean
    isStopped: boolean
    isBudgeted: boolean
    callsToStop: string[]
  }[]
  agentIds: string[]
  /** Of them, those whose sandboxes must not run. */
  stoppedAgentIds: string[]
}

/** Says that the worker lives, and renews what it holds; what is missing in the answer was lost. */
export async function renewOwnership(
  worker: { id: string; internalUrl: string; sandboxDriver: DriverKind },
  runIds: string[],
  agentIds: string[],
  places: readonly { runId: string; place: RunPlace }[] = [],
): Promise<Held> {
  const [held] = await platform().$queryRaw<Held[]>`
    with w as (
      insert into workers (id, internal_url, sandbox_driver) values (${worker.id}::uuid, ${worker.internalUrl}, ${worker.sandboxDriver})
      on conflict (id) do update set heartbeat_at = now()
    ), r as (
      update runs set lease_expires_at = now() + ${LEASE_MS} * interval '1 millisecond', beat_at = now(),
        beat_place = coalesce(${JSON.stringify(Object.fromEntries(places.map(({ runId, place }) => [runId, place])))}::jsonb -> id::text, beat_place)
      where id = any(${runIds}::uuid[]) and worker_id = ${worker.id}::uuid and status = 'running'
      returning id, attempt, cancel_requested_at, tenant_id, workspace_id, agent_id
    ), l as (
      update sandbox_leases set expires_at = now() + ${LEASE_MS} * interval '1 millisecond'
      where agent_id = any(${agentIds}::uuid[]) and worker_id = ${worker.id}::uuid
      returning agent_id, tenant_id, workspace_id
    )
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'attempt', attempt,
        'cancelRequested', cancel_requested_at is not null, 'isStopped', is_stopped(r.tenant_id, r.workspace_id, r.agent_id),
        'isBudgeted', exists (select 1 from budgets b
          where b.tenant_id = r.tenant_id and (b.workspace_id is null or b.workspace_id = r.workspace_id)
            and (b.agent_id is null or b.agent_id = r.agent_id)), 'callsToStop', array(select c.id from tool_calls c
          where c.run_id = r.id and c.stop_requested_at is not null and c.result is null))) from r), '[]') as runs,
      coalesce((select jsonb_agg(agent_id) from l), '[]') as "agentIds",
      coalesce((select jsonb_agg(agent_id) from l where is_stopped(l.tenant_id, l.workspace_id, l.agent_id)), '[]') as "stoppedAgentIds"`
  return held ?? { runs: [], agentIds: [], stoppedAgentIds: [] }
}

/** Lets go of runs that are not over: whoever claims next takes them, at once. */
export async function handBackRuns(workerId: string, runIds: string[]): Promise<void> {
  await platform().$executeRaw`
    update runs set lease_expires_at = now() - interval '1 millisecond'
    where id = any(${runIds}::uuid[]) and worker_id = ${workerId}::uuid and status = 'running'`
}

/** The worker's last words: nothing is its own any more. */
export async function removeWorker(workerId: string): Promise<void> {
  await platform().$executeRaw`
    with l as (update sandbox_leases set expires_at = now() - interval '1 millisecond' where worker_id = ${workerId}::uuid)
    delete from workers where id = ${workerId}::uuid`
}

export interface UnannouncedEnd {
  runId: string
  threadId: string
  workspaceId: string
  isPrivate: boolean
  attempt: number
  status: RunStatus
  error: RunError | null
  agentVersionId: string | null
  agentVersion: number | null
}

export interface DeadWorker {
  id: string
  /** Runs that it ended shortly before it died: perhaps nobody was told. */
  lastEnds: UnannouncedEnd[]
}

/** Workers that fell silent without a last word. */
export async function findDeadWorkers(): Promise<DeadWorker[]> {
  return platform().$queryRaw<DeadWorker[]>`
    select w.id, coalesce((
      select jsonb_agg(jsonb_build_object('runId', r.id, 'threadId', r.thread_id, 'workspaceId', r.workspace_id,
        'isPrivate', r.private_to is not null, 'attempt', r.attempt, 'status', r.status, 'error', r.error,
        'agentVersionId', r.agent_version_id, 'agentVersion', r.agent_version))
      from runs r where r.worker_id = w.id and r.finished_at > w.heartbeat_at - interval '1 minute'
    ), '[]') as "lastEnds"
    from workers w where w.heartbeat_at < now() - ${LEASE_MS} * interval '1 millisecond'`
}

export async function forgetWorkers(ids: string[]): Promise<void> {
  await platform().$executeRaw`
    delete from workers where id = any(${ids}::uuid[]) and heartbeat_at < now() - ${LEASE_MS} * interval '1 millisecond'`
}

/**
 * Takes an agent's sandbox: when it is free, expired or the worker's own already, or when its holder has no live run of
 * the agent.
 * @returns the epoch, which rises each time the holder changes; null while another worker holds it
 */
export async function acquireSandboxLease(
  workerId: string,
  agent: { tenantId: string; workspaceId: string; agentId: string },
): Promise<number | null> {
  const [lease] = await platform().$queryRaw<{ epoch: number }[]>`
    insert into sandbox_leases as l (agent_id, tenant_id, workspace_id, worker_id, epoch, expires_at)
    values (${agent.agentId}::uuid, ${agent.tenantId}::uuid, ${agent.workspaceId}::uuid, ${workerId}::uuid, 1,
      now() + ${LEASE_MS} * interval '1 millisecond')
    on conflict (agent_id) do update set worker_id = excluded.worker_id, expires_at = excluded.expires_at,
      epoch = l.epoch + case when l.worker_id = excluded.worker_id then 0 else 1 end
    where l.worker_id = excluded.worker_id or l.expires_at < now() or not exists (
      select 1 from runs r where r.agent_id = l.agent_id and r.status = 'running' and r.worker_id = l.worker_id
        and r.lease_expires_at > now())
    returning l.epoch`
  return lease?.epoch ?? null
}

/** Which driver holds a workspace's files, after this worker's claim to them where nobody had one. */
export async function claimWorkspaceFiles(workspaceId: string, driver: DriverKind): Promise<DriverKind | null> {
  const [row] = await platform().$queryRaw<{ filesDriver: DriverKind }[]>`
    with claimed as (
      update workspaces set files_driver = ${driver} where id = ${workspaceId}::uuid and files_driver is null returning files_driver
    )
    select files_driver as "filesDriver" from claimed
    union all select files_driver from workspaces where id = ${workspaceId}::uuid and files_driver is not null`
  return row?.filesDriver ?? null
}

/** The files have moved. */
export async function moveWorkspaceFiles(workspaceId: string, from: DriverKind, to: DriverKind): Promise<void> {
  await platform().$executeRaw`
    update workspaces set files_driver = ${to} where id = ${workspaceId}::uuid and files_driver = ${from}`
}

/** Which of these agents exist, and whether a live worker leases their sandboxes. */
export async function lookUpSandboxAgents(agentIds: string[]): Promise<Map<string, { leased: boolean }>> {
  const rows = await platform().$queryRaw<{ id: string; leased: boolean }[]>`
    select a.id, exists (select 1 from sandbox_leases l where l.agent_id = a.id and l.expires_at > now()) as leased
    from agents a where a.id = any(${agentIds}::uuid[]) and a.deleted_at is null`
  return new Map(rows.map(({ id, leased }) => [id, { leased }]))
}

/** Workspaces that were deleted and whose files lie with this driver, or perhaps do. */
export async function listDeletedWorkspaces(driver: DriverKind): Promise<string[]> {
  const rows = await platform().$queryRaw<{ id: string }[]>`
    select id from deleted_workspaces where coalesce(files_driver, ${driver}) = ${driver} order by deleted_at limit 100`
  return rows.map(({ id }) => id)
}

/** Their files are gone. */
export async function forgetDeletedWorkspace(workspaceId: string): Promise<void> {
  await platform().$executeRaw`delete from deleted_workspaces where id = ${workspaceId}::uuid`
}

/** An agent's sandbox settings as stored; null outside of the workspace, and for a thread that is not the agent's. */
export async function findAgentSandbox(agent: {
  tenantId: string
  workspaceId: string
  agentId: string
  threadId?: string
}): Promise<unknown | null> {
  const [row] = await platform().$queryRaw<{ sandbox: unknown }[]>`
    select sandbox from agents a where id = ${agent.agentId}::uuid and tenant_id = ${agent.tenantId}::uuid
      and workspace_id = ${agent.workspaceId}::uuid and deleted_at is null
      and (${agent.threadId ?? null}::uuid is null
        or exists (select 1 from threads t where t.id = ${agent.threadId ?? null}::uuid and t.agent_id = a.id))`
  return row?.sandbox ?? null
}

export interface ExpiredAsk {
  runId: string
  workspaceId: string
}

/**
 * Questions that nobody answered in time: from here on that is the answer, and the run whose last one it was is queued. The
 * run is held, as by who answers: of an answer and the end of patience one comes first.
 */
export async function expireApprovals(limit = 100): Promise<ExpiredAsk[]> {
  return platform().$queryRaw<ExpiredAsk[]>`
    with due as (
      select a.id, a.run_id from approvals a join runs r on r.id = a.run_id
      where a.status = 'waiting' and a.expires_at <= now() and r.status = 'waiting'
      order by a.expires_at limit ${limit} for update of r skip locked
    ), expired as (
      update approvals a set status = 'expired' from due where a.id = due.id and a.status = 'waiting'
      returning a.id, a.run_id, a.tenant_id, a.workspace_id, a.tool, a.tool_call_id
    ), audited as (
      insert into audit_events (id, tenant_id, workspace_id, actor_kind, actor_id, action, target_kind, target_id, details, idempotency_key)
      select gen_random_uuid(), tenant_id, workspace_id, 'system', run_id, 'approval.expired', 'run', run_id::text,
        jsonb_build_object('tool', tool, 'toolCallId', tool_call_id), 'approval:' || tool_call_id || ':expired'
      from expired on conflict (idempotency_key) do nothing
    ), queued as (
      update runs r set status = 'queued', queued_at = now(), available_at = now(), finished_at = null, error = null
      where r.id in (select run_id from expired) and r.status = 'waiting' and not exists (
        select 1 from approvals w where w.run_id = r.id and w.status = 'waiting' and w.id not in (select id from expired))
    )
    select run_id as "runId", workspace_id as "workspaceId" from expired`
}

/** Settles model calls whose attempts are over, and that nobody will settle any more, as they were estimated; some at a time. */
export async function settleLostReservations(limit = 100): Promise<void> {
  for (let settled = 0; settled < limit; settled++) {
    const [row] = await platform().$queryRaw<{ found: boolean }[]>`select settle_lost_reservation() as found`
    if (!row?.found) return
  }
}

/**
 * Tells admins, once in each period, of budgets that are used to the share at which they want to know.
 * @returns whom
 */
export async function warnOfBudgets(limit = 100): Promise<string[]> {
  const rows = await platform().$queryRaw<{ userId: string }[]>`
    with due as (
      select c.budget_id, c.period_key, b.tenant_id, b.workspace_id, b.agent_id, b.period, greatest(
          c.spent_micros * 100 / nullif(b.limit_micros, 0), c.spent_tokens * 100 / nullif(b.limit_tokens, 0)) as percent
      from budget_counters c join budgets b on b.id = c.budget_id
      where c.warned_at is null and b.period <> 'run'
        and c.period_key in (budget_period_key('day', null, now()), budget_period_key('month', null, now()))
        and (c.spent_micros * 100 >= nullif(b.limit_micros, 0) * b.warn_percent or c.spent_tokens * 100 >= nullif(b.limit_tokens, 0) * b.warn_percent)
      limit ${limit} for update of c skip locked
    ), marked as (
      update budget_counters c set warned_at = now() from due where c.budget_id = due.budget_id and c.period_key = due.period_key
    )
    insert into notifications (id, tenant_id, workspace_id, user_id, attempt, kind, thread_title, agent_name, budget)
    select gen_random_uuid(), d.tenant_id, d.workspace_id, m.user_id, 0, 'budget', '', coalesce(a.name, ''), jsonb_build_object(
      'level', case when d.agent_id is not null then 'agent' when d.workspace_id is not null then 'workspace' else 'tenant' end,
      'period', d.period, 'percent', d.percent)
    from due d join memberships m on m.tenant_id = d.tenant_id and m.role in ('owner', 'admin')
      left join agents a on a.id = d.agent_id
    returning user_id as "userId"`
  return [...new Set(rows.map(({ userId }) => userId))]
}

/** Whether somebody stopped the agent, its workspace or its organisation. */
export async function isStopped(agent: { tenantId: string; workspaceId: string; agentId: string }): Promise<boolean> {
  const { tenantId, workspaceId, agentId } = agent
  const [row] = await platform().$queryRaw<{ stopped: boolean }[]>`
    select is_stopped(${tenantId}::uuid, ${workspaceId}::uuid, ${agentId}::uuid) as stopped`
  return row?.stopped ?? false
}

export interface HaltedRun {
  runId: string
  threadId: string
  workspaceId: string
  isPrivate: boolean
  attempt: number
}

/** Ends, as waiting, runs that are stopped and whose worker is gone. */
export async function haltLostRuns(error: RunError): Promise<HaltedRun[]> {
  return platform().$queryRaw<HaltedRun[]>`
    select run_id as "runId", thread_id as "threadId", workspace_id as "workspaceId", is_private as "isPrivate", attempt
    from halt_lost_runs(${JSON.stringify(error)}::jsonb)`
}

/** Queues runs that waited for a budget in which there is room again. @returns their ids */
export async function resumeBudgetWaits(limit = 100): Promise<string[]> {
  const rows = await platform().$queryRaw<{ id: string }[]>`select id from resume_budget_waits(${limit}::int) id`
  return rows.map(({ id }) => id)
}

/** Threads that were deleted this long ago are gone for good, with all that hangs on them; some at a time. */
export async function purgeDeletedThreads(limit = 100): Promise<number> {
  return platform().$executeRaw`
    delete from threads where id in (
      select id from threads where deleted_at < now() - ${RESTORABLE_DAYS} * interval '1 day' limit ${limit})`
}

/** The log of agents' connections is kept for so many days; some rows at a time. */
export async function purgeConnections(limit = 10_000): Promise<number> {
  return platform().$executeRaw`
    delete from network_connections where id in (
      select id from network_connections where created_at < now() - ${CONNECTION_LOG_DAYS} * interval '1 day' limit ${limit})`
}
