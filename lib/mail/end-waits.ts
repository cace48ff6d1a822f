import { dangerouslyUnscoped } from '#lib/db/dangerously-unscoped.ts'

const platform = () => dangerouslyUnscoped('asks of every tenant come to the end of their time')

/** A run that goes on, or ends, because nobody waits any longer. */
export interface EndedWait {
  workspaceId: string
  runId: string
}

/** A run that is ended; its worker has to be told where it is at work. */
export interface StoppedRun extends EndedWait {
  threadId: string
  isPrivate: boolean
  attempt: number
  atWork: boolean
}

/**
 * Asks that were not answered in time: from here on that is the answer. The asker is held, as by the end of who was asked:
 * of an answer and the end of patience one comes first.
 */
export async function expireAsks(limit = 100): Promise<EndedWait[]> {
  return platform().$queryRaw<EndedWait[]>`
    with due as (
      select m.id, m.from_run_id, m.tool_call_id, m.to_agent_id from agent_messages m join runs r on r.id = m.from_run_id
      where m.status = 'waiting' and m.deadline_at <= now() and r.status <> 'running'
      order by m.deadline_at limit ${limit} for update of r skip locked
    ), expired as (
      update agent_messages m set status = 'expired', closed_at = now() from due where m.id = due.id and m.status = 'waiting'
      returning m.id, m.from_run_id, m.tenant_id, m.workspace_id, m.tool_call_id, m.to_agent_id, m.thread_id, m.run_id
    ), told as (
      update tool_calls c set status = 'failed', finished_at = now(), result = jsonb_build_object(
        'text', format('The agent "%s" did not answer in time. Go on without it.', a.name),
        'view', jsonb_build_object('kind', 'agent', 'agentId', a.id, 'threadId', e.thread_id, 'runId', e.run_id))
      from expired e join agents a on a.id = e.to_agent_id where c.id = e.tool_call_id and c.result is null
    ), audited as (
      insert into audit_events (id, tenant_id, workspace_id, actor_kind, actor_id, action, target_kind, target_id, details, idempotency_key)
      select gen_random_uuid(), tenant_id, workspace_id, 'system', from_run_id, 'agent.ask-expired', 'run', from_run_id::text,
        jsonb_build_object('toolCallId', tool_call_id), 'agent-message:' || tool_call_id || ':expired'
      from expired on conflict (idempotency_key) do nothing
    )
    select workspace_id as "workspaceId", from_run_id as "runId" from expired`
}

/** Runs that wait for answers and have them all: the last two came at the same moment, or one was too late. */
export async function goOnAnswered(limit = 100): Promise<EndedWait[]> {
  return platform().$queryRaw<EndedWait[]>`
    update runs r set status = 'queued', queued_at = now(), available_at = now(), finished_at = null, error = null
    where r.id in (select w.id from runs w where w.status = 'waiting' and w.error ->> 'code' = 'agents' and not exists (
      select 1 from agent_messages o where o.from_run_id = w.id and o.kind = 'ask' and o.status = 'waiting')
      limit ${limit} for update of w skip locked)
    returning r.workspace_id as "workspaceId", r.id as "runId"`
}

/** Runs at work on something that nobody waits for any more: who asked is over, or was told that it took too long. */
export async function stopGivenUp(limit = 100): Promise<StoppedRun[]> {
  return platform().$queryRaw<StoppedRun[]>`
    with given_up as (
      select r.id, r.status from agent_messages m join runs r on r.id = m.run_id
      where m.kind = 'ask' and m.status in ('expired', 'cancelled') and m.closed_at > now() - interval '1 day'
        and r.status in ('queued', 'running', 'waiting') and r.cancel_requested_at is null
      limit ${limit} for update of r skip locked
    ), calls as (
      update tool_calls c set status = 'cancelled', finished_at = now(),
        result = '{"text": "Cancelled: nobody waits for this any more.", "view": {"kind": "text"}}'
      from given_up g where c.run_id = g.id and g.status <> 'running' and c.result is null
    )
    update runs r set cancel_requested_at = now(), status = case when g.status = 'running' then r.status else 'cancelled' end,
      finished_at = case when g.status = 'running' then r.finished_at else now() end,
      error = case when g.status = 'running' then r.error end
    from given_up g where r.id = g.id
    returning r.workspace_id as "workspaceId", r.id as "runId", r.thread_id as "threadId", r.private_to is not null as "isPrivate",
      r.attempt, g.status = 'running' as "atWork"`
}
