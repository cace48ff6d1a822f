import type { PageRequest, TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { RunError, RunStatus, StepPart, StepUsage, ToolCallStatus, ToolResult } from '#lib/stream/events.ts'
import type { ClientContext } from './client-context.ts'

/** Rows as `to_jsonb` writes them: timestamps are text. */
export interface MessageRow {
  id: string
  author_id: string
  author_name: string
  text: string
  created_at: string
}

export interface RunRow {
  id: string
  workspace_id: string
  thread_id: string
  agent_id: string
  message_id: string
  private_to: string | null
  status: RunStatus
  attempt: number
  error: RunError | null
  retry_of_id: string | null
  superseded_at: string | null
  stream_id: string | null
  step_limit: number
  queued_at: string
  started_at: string | null
  finished_at: string | null
  /** As it was parsed when it was stored. */
  client: ClientContext | null
  agent_version_id: string | null
  agent_version: number | null
}

export interface StepRow {
  id: string
  run_id: string
  index: number
  provider: string
  model: string
  parts: StepPart[]
  finish_reason: string
  usage: StepUsage | null
  stream_id: string
}

export interface ToolCallRow {
  id: string
  run_id: string
  step_id: string
  call_id: string
  index: number
  name: string
  args: unknown
  status: ToolCallStatus
  result: ToolResult | null
  stream_id: string | null
  started_at: string | null
  finished_at: string | null
}

/** Everything durable of a thread, in the order in which it is shown. */
export interface ThreadRows {
  /** The agent as it is now or in the version that was asked for, removed or not; parsed by who needs it. */
  agent: unknown
  /** People see the thread no more; a run of it that is on its way is ended by the worker that has it. */
  isDeleted: boolean
  messages: MessageRow[]
  runs: RunRow[]
  steps: StepRow[]
  toolCalls: ToolCallRow[]
}

/** What a share shows of a thread. */
export type SharedThreadRows = Omit<ThreadRows, 'agent' | 'isDeleted'>

/**
 * Reads a thread, or one run of it. ONE statement, so one snapshot: a stream id found in it proves that whatever was
 * announced before that id is in it too.
 * @param agentVersionId the settings that the agent has in it, but for its sandbox, which its threads share
 */
export async function readThread(
  tx: Tx,
  threadId: string,
  runId: string | null = null,
  agentVersionId: string | null = null,
): Promise<ThreadRows | null> {
  const [row] = await tx.$queryRaw<ThreadRows[]>`
    with r as (select * from runs where thread_id = ${threadId}::uuid and (${runId}::uuid is null or id = ${runId}::uuid)),
      m as (select * from messages where thread_id = ${threadId}::uuid
        and (${runId}::uuid is null or id in (select message_id from r)))
    select
      coalesce((select jsonb_agg(to_jsonb(m) order by m.created_at, m.id) from m), '[]') as messages,
      coalesce((select jsonb_agg(to_jsonb(r) order by m.created_at, m.id, r.queued_at, r.id)
        from r join m on m.id = r.message_id), '[]') as runs,
      coalesce((select jsonb_agg(to_jsonb(s) order by s.index) from steps s
        where s.run_id in (select id from r)), '[]') as steps,
      coalesce((select jsonb_agg(to_jsonb(c) order by c.index) from tool_calls c
        where c.run_id in (select id from r)), '[]') as "toolCalls",
      (select jsonb_build_object('name', a.name, 'persona', a.persona, 'rules', a.rules, 'notes', a.notes, 'models', a.models,
          'tools', a.tools)
        || coalesce((select v.settings from agent_versions v where v.id = ${agentVersionId}::uuid and v.agent_id = a.id), '{}')
        || jsonb_build_object('id', a.id, 'sandbox', a.sandbox, 'removed', a.deleted_at is not null)
        from agents a where a.id = t.agent_id) as agent,
      t.deleted_at is not null as "isDeleted"
    from threads t where t.id = ${threadId}::uuid`
  return row ?? null
}

/** Some messages of a thread, in order, with all that answered them; null: there is no such thread. */
export async function readTurns(
  tx: Tx,
  threadId: string,
  { after, limit }: PageRequest<TimeKey>,
): Promise<SharedThreadRows | null> {
  const [row] = await tx.$queryRaw<SharedThreadRows[]>`
    with m as (select * from messages where thread_id = ${threadId}::uuid
        and (${after?.at ?? null}::timestamptz is null or (created_at, id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
        order by created_at, id limit ${limit}),
      r as (select * from runs where message_id in (select id from m) and thread_id = ${threadId}::uuid)
    select
      coalesce((select jsonb_agg(to_jsonb(m) order by m.created_at, m.id) from m), '[]') as messages,
      coalesce((select jsonb_agg(to_jsonb(r) order by r.queued_at, r.id) from r), '[]') as runs,
      coalesce((select jsonb_agg(to_jsonb(s) order by s.index) from steps s where s.run_id in (select id from r)), '[]') as steps,
      coalesce((select jsonb_agg(to_jsonb(c) order by c.index) from tool_calls c where c.run_id in (select id from r)), '[]') as "toolCalls"
    from threads t where t.id = ${threadId}::uuid and t.deleted_at is null`
  return row ?? null
}

/** A thread that was shared with the scope's principal by name; null: there is no such share. */
export async function readSharedThread(tx: Tx, threadId: string): Promise<SharedThreadRows | null> {
  const [row] = await tx.$queryRaw<SharedThreadRows[]>`select * from read_shared_thread(${threadId}::uuid)`
  return row ?? null
}

export async function findRun(tx: Tx, runId: string): Promise<RunRow | null> {
  const [found] = await tx.$queryRaw<{ run: RunRow }[]>`
    select to_jsonb(runs) as run from runs where id = ${runId}::uuid`
  return found?.run ?? null
}

/** Locks the run against claims, finishes and other people until the transaction ends. */
export async function lockRun(tx: Tx, runId: string): Promise<RunRow | null> {
  const [found] = await tx.$queryRaw<{ run: RunRow }[]>`
    select to_jsonb(runs) as run from runs where id = ${runId}::uuid for update`
  return found?.run ?? null
}

export interface PostTarget {
  agentId: string
  privateTo: string | null
  agentRemoved: boolean
  agentArchived: boolean
}

/**
 * The thread that a message is for; an agent that was removed or archived is given no more work. Locked: who sees the
 * thread stays as read here until the message is stored.
 */
export async function findPostTarget(tx: Tx, threadId: string): Promise<PostTarget | null> {
  const [found] = await tx.$queryRaw<PostTarget[]>`
    select t.agent_id as "agentId", t.private_to as "privateTo", a.deleted_at is not null as "agentRemoved",
      a.archived_at is not null as "agentArchived"
    from threads t join agents a on a.id = t.agent_id where t.id = ${threadId}::uuid and t.deleted_at is null
    for no key update of t`
  return found ?? null
}

/** A message with the run that answers it; the thread moves to the front of its list. */
export async function insertPost(
  tx: Tx,
  scope: WorkspaceScope,
  post: { threadId: string; agentId: string; privateTo: string | null; messageId: string; runId: string; text: string },
): Promise<{ message: MessageRow; run: RunRow } | null> {
  const [inserted] = await tx.$queryRaw<{ message: MessageRow; run: RunRow | null }[]>`
    with m as (
      insert into messages (id, tenant_id, workspace_id, thread_id, private_to, author_id, author_name, text)
      values (${post.messageId}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${post.threadId}::uuid,
        ${post.privateTo}::uuid, ${scope.principalId}::uuid, ${toText(scope.principalName)}, ${post.text})
      on conflict (id) do nothing returning *
    ), r as (
      insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, private_to, created_by_id)
      select ${post.runId}::uuid, m.tenant_id, m.workspace_id, m.thread_id, ${post.agentId}::uuid, m.id, m.private_to, m.author_id
      from m on conflict (id) do nothing returning *
    ), t as (
      update threads set updated_at = now(), archived_at = null, title = case when title = '' then ${titleFrom(post.text)} else title end
      where id = ${post.threadId}::uuid and exists (select 1 from r)
    )
    select to_jsonb(m) as message, (select to_jsonb(r) from r) as run from m`
  return inserted?.run ? { message: inserted.message, run: inserted.run } : null
}

/** The run of an earlier post with the same ids, for who lost the answer and posted again. */
export async function findPost(
  tx: Tx,
  scope: WorkspaceScope,
  post: { threadId: string; messageId: string; runId: string; text: string },
): Promise<{ message: MessageRow; run: RunRow } | null> {
  const [found] = await tx.$queryRaw<{ message: MessageRow; run: RunRow }[]>`
    select to_jsonb(m) as message, to_jsonb(r) as run from messages m join runs r on r.message_id = m.id
    where m.id = ${post.messageId}::uuid and r.id = ${post.runId}::uuid and m.thread_id = ${post.threadId}::uuid
      and m.author_id = ${scope.principalId}::uuid and m.text = ${post.text}`
  return found ?? null
}

/** A new run on the message of `old`, which leaves the main line. Null: the id is taken. */
export async function insertRetry(tx: Tx, scope: WorkspaceScope, old: RunRow, runId: string): Promise<RunRow | null> {
  const [inserted] = await tx.$queryRaw<{ run: RunRow }[]>`
    with r as (
      insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, private_to, created_by_id, retry_of_id)
      values (${runId}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${old.thread_id}::uuid, ${old.agent_id}::uuid,
        ${old.message_id}::uuid, ${old.private_to}::uuid, ${scope.principalId}::uuid, ${old.id}::uuid)
      on conflict (id) do nothing returning *
    ), o as (
      update runs set superseded_at = now() where id = ${old.id}::uuid and exists (select 1 from r)
    )
    select to_jsonb(r) as run from r`
  return inserted?.run ?? null
}

/** Back to the queue, behind what waits there, with room for as many steps as a new run has. */
export async function requeueForContinue(tx: Tx, runId: string): Promise<RunRow> {
  const [updated] = await tx.$queryRaw<{ run: RunRow }[]>`
    update runs set status = 'queued', queued_at = now(), available_at = now(), finished_at = null, error = null,
      cancel_requested_at = null, model_index = 0, model_tries = 0,
      step_limit = 50 + (select count(*) from steps s where s.run_id = runs.id)
    where id = ${runId}::uuid returning to_jsonb(runs) as run`
  if (!updated) throw new Error(`Run ${runId} vanished while it was locked.`)
  return updated.run
}

/** A run that nobody has claimed ends at once. */
export async function cancelQueued(tx: Tx, runId: string): Promise<RunRow> {
  const [updated] = await tx.$queryRaw<{ run: RunRow }[]>`
    update runs set status = 'cancelled', cancel_requested_at = now(), finished_at = now()
    where id = ${runId}::uuid returning to_jsonb(runs) as run`
  if (!updated) throw new Error(`Run ${runId} vanished while it was locked.`)
  return updated.run
}

/** Asks the worker that has the run to end it. */
export async function requestCancel(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`update runs set cancel_requested_at = coalesce(cancel_requested_at, now()) where id = ${runId}::uuid`
}

function titleFrom(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > 80 ? `${line.slice(0, 79).toWellFormed()}…` : line
}
