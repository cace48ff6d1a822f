import type { PageRequest, TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toJsonb, toText } from '#lib/db/jsonb.ts'
import type { Attachment, ToolResult } from '#lib/stream/events.ts'
import { tipOf } from './branch-store.ts'
import { STEPS_AT_ONCE } from './lifecycle.ts'
import type { BranchRows, MessageRow, RunRow } from './rows.ts'

/** Some messages of a thread, of all its branches, in order, with all that answered them; null: there is no such thread. */
export async function readTurns(
  tx: Tx,
  threadId: string,
  { after, limit }: PageRequest<TimeKey>,
): Promise<BranchRows | null> {
  const [row] = await tx.$queryRaw<BranchRows[]>`
    with m as (select * from messages where thread_id = ${threadId}::uuid and taken_by_run_id is null
        and (${after?.at ?? null}::timestamptz is null or (created_at, id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
        order by created_at, id limit ${limit}),
      r as (select * from runs where message_id in (select id from m) and thread_id = ${threadId}::uuid)
    select
      coalesce((select jsonb_agg(to_jsonb(m) order by m.created_at, m.id) from m), '[]') as messages,
      coalesce((select jsonb_agg(to_jsonb(r) order by r.created_at, r.id) from r), '[]') as runs,
      coalesce((select jsonb_agg(to_jsonb(s) order by s.index) from steps s where s.run_id in (select id from r)), '[]') as steps,
      coalesce((select jsonb_agg(to_jsonb(c) order by c.index) from tool_calls c where c.run_id in (select id from r)), '[]') as "toolCalls",
      coalesce((select jsonb_agg(to_jsonb(t) order by t.created_at, t.id) from messages t
        where t.taken_by_run_id in (select id from r)), '[]') as taken
    from threads t where t.id = ${threadId}::uuid and t.deleted_at is null`
  return row ?? null
}

/** A thread that was shared with the scope's principal by name; null: there is no such share. */
export async function readSharedThread(tx: Tx, threadId: string): Promise<Omit<BranchRows, 'taken'> | null> {
  const [row] = await tx.$queryRaw<Omit<BranchRows, 'taken'>[]>`select * from read_shared_thread(${threadId}::uuid)`
  return row ?? null
}

/** People see a deleted thread no more; a run of it that is on its way is ended by the worker that has it. */
const ofOpenThread = Prisma.sql`exists (select 1 from threads t where t.id = r.thread_id and t.deleted_at is null)`

export async function findRun(tx: Tx, runId: string): Promise<RunRow | null> {
  const [found] = await tx.$queryRaw<{ run: RunRow }[]>`
    select to_jsonb(r) as run from runs r where r.id = ${runId}::uuid and ${ofOpenThread}`
  return found?.run ?? null
}

/** Locks the run against claims, finishes and other people until the transaction ends. */
export async function lockRun(tx: Tx, runId: string): Promise<RunRow | null> {
  const [found] = await tx.$queryRaw<{ run: RunRow }[]>`
    select to_jsonb(r) as run from runs r where r.id = ${runId}::uuid and ${ofOpenThread} for update`
  return found?.run ?? null
}

/** The same for the latest run of a message. */
export async function lockRunOfMessage(tx: Tx, messageId: string): Promise<RunRow | null> {
  const [found] = await tx.$queryRaw<{ run: RunRow }[]>`
    select to_jsonb(r) as run from runs r where r.message_id = ${messageId}::uuid and ${ofOpenThread}
    order by r.created_at desc, r.id desc limit 1 for update`
  return found?.run ?? null
}

export interface PostTarget {
  agentId: string
  privateTo: string | null
  agentRemoved: boolean
  agentArchived: boolean
}

/**
 * The thread that a message is for; an agent that was removed or archived is given no more work. Posts to a thread come
 * one after the other: each finds its branch's end where the one before has left it, and who sees the thread stays as
 * read here until the message is stored.
 */
export async function lockPostTarget(tx: Tx, threadId: string): Promise<PostTarget | null> {
  const [found] = await tx.$queryRaw<PostTarget[]>`
    select t.agent_id as "agentId", t.private_to as "privateTo", a.deleted_at is not null as "agentRemoved",
      a.archived_at is not null as "agentArchived"
    from threads t join agents a on a.id = t.agent_id where t.id = ${threadId}::uuid and t.deleted_at is null
    for no key update of t`
  return found ?? null
}

export interface NewPost {
  threadId: string
  agentId: string
  privateTo: string | null
  messageId: string
  runId: string
  text: string
  attachments: readonly Attachment[]
  /** The branch that it goes on with, by a run on it; null: the one on which something was asked last. */
  afterRunId: string | null
  /** The message that it is another version of: a branch begins beside that. */
  insteadOfId: string | null
  /** For the run at work on the branch, at its next step. */
  steer: boolean
  /** Where an agent writes, or a person to the team; the run still acts for the scope's principal. */
  delegation?: Delegation
}

/** What leads to a run besides its message. */
export interface Delegation {
  author: { id: string; name: string }
  rootRunId: string | null
  askedByRunId: string | null
  depth: number
  /** Not to be claimed before so long has passed. */
  delayMs: number
}

/** A message with the run that answers it; the thread moves to the front of its list. Null: an id is taken. */
export async function insertPost(
  tx: Tx,
  scope: WorkspaceScope,
  post: NewPost,
): Promise<{ message: MessageRow; run: RunRow } | null> {
  const { delegation } = post
  const author = delegation?.author ?? { id: scope.principalId, name: scope.principalName }
  const [inserted] = await tx.$queryRaw<{ message: MessageRow; run: RunRow | null }[]>`
    with recursive ${tipOf(post.threadId, post.afterRunId)}, after as (
      select case when ${post.insteadOfId}::uuid is null then (select id from tip)
        else (select parent_run_id from messages where id = ${post.insteadOfId}::uuid) end as id
    ), ahead as (
      select r.id, r.status, r.message_id from runs r where ${post.steer} and r.id = (select id from after)
      union all
      select r.id, r.status, r.message_id from ahead a join messages m on m.id = a.message_id
        join runs r on r.id = m.parent_run_id where a.status = 'queued'
    ), m as (
      insert into messages (id, tenant_id, workspace_id, thread_id, private_to, author_id, author_name, text, attachments,
        parent_run_id, created_at)
      values (${post.messageId}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${post.threadId}::uuid,
        ${post.privateTo}::uuid, ${author.id}::uuid, ${toText(author.name)}, ${post.text},
        ${toJsonb(post.attachments)}::jsonb, (select id from after), clock_timestamp())
      on conflict (id) do nothing returning *
    ), r as (
      insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, private_to, created_by_id,
        created_at, queued_at, steers_run_id, root_run_id, asked_by_run_id, depth, in_team, available_at)
      select ${post.runId}::uuid, m.tenant_id, m.workspace_id, m.thread_id, ${post.agentId}::uuid, m.id, m.private_to, ${scope.principalId}::uuid,
        m.created_at, m.created_at, (select id from ahead where status = 'running'), ${delegation?.rootRunId ?? null}::uuid,
        ${delegation?.askedByRunId ?? null}::uuid, ${delegation?.depth ?? 0}::int, ${delegation !== undefined}::bool,
        now() + ${delegation?.delayMs ?? 0}::int * interval '1 millisecond'
      from m on conflict (id) do nothing returning *
    ), t as (
      update threads set updated_at = now(), archived_at = null, title = case when title = '' then ${titleFrom(post.text)} else title end
      where id = ${post.threadId}::uuid and exists (select 1 from r)
    )
    select to_jsonb(m) as message, (select to_jsonb(r) from r) as run from m`
  return inserted?.run ? { message: inserted.message, run: inserted.run } : null
}

/** Whether a message or run stands in the tree of this thread. */
export async function isInThread(
  tx: Tx,
  threadId: string,
  node: { messageId?: string; runId?: string },
): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from messages where id = ${node.messageId ?? null}::uuid and thread_id = ${threadId}::uuid and taken_by_run_id is null
    union all select 1 from runs where id = ${node.runId ?? null}::uuid and thread_id = ${threadId}::uuid`
  return found.length > 0
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

/** A new run on the message of `old`, beside it. Null: the id is taken. */
export async function insertRetry(tx: Tx, scope: WorkspaceScope, old: RunRow, runId: string): Promise<RunRow | null> {
  const [inserted] = await tx.$queryRaw<{ run: RunRow }[]>`
    insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, private_to, created_by_id)
    values (${runId}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${old.thread_id}::uuid, ${old.agent_id}::uuid,
      ${old.message_id}::uuid, ${old.private_to}::uuid, ${scope.principalId}::uuid)
    on conflict (id) do nothing returning to_jsonb(runs) as run`
  return inserted?.run ?? null
}

/** Back to the queue, behind what waits there, with room for as many steps as a new run has. */
export async function requeueForContinue(tx: Tx, runId: string): Promise<RunRow> {
  const [updated] = await tx.$queryRaw<{ run: RunRow }[]>`
    update runs set status = 'queued', queued_at = now(), available_at = now(), finished_at = null, error = null,
      cancel_requested_at = null, model_index = 0, model_tries = 0,
      step_limit = ${STEPS_AT_ONCE}::int + (select count(*) from steps s where s.run_id = runs.id)
    where id = ${runId}::uuid returning to_jsonb(runs) as run`
  if (!updated) throw new Error(`Run ${runId} vanished while it was locked.`)
  return updated.run
}

/** Back to the queue, once what it waited for is there. */
export async function requeueWaiting(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`
    update runs set status = 'queued', queued_at = now(), available_at = now(), finished_at = null, error = null
    where id = ${runId}::uuid and status = 'waiting'`
}

/** A run that waits for somebody ends at once, and what it wanted to do is not done. */
export async function cancelWaiting(tx: Tx, runId: string, leftover: ToolResult): Promise<void> {
  await tx.$executeRaw`
    update tool_calls set status = 'cancelled', result = ${toJsonb(leftover)}::jsonb, finished_at = now()
    where run_id = ${runId}::uuid and result is null`
  await tx.$executeRaw`
    update runs set status = 'cancelled', cancel_requested_at = now(), finished_at = now(), error = null
    where id = ${runId}::uuid and status = 'waiting'`
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

/** Asks the worker that has the run to end one call of it. */
export async function requestStop(tx: Tx, toolCallId: string): Promise<void> {
  await tx.$executeRaw`update tool_calls set stop_requested_at = coalesce(stop_requested_at, now())
    where id = ${toolCallId}::uuid and result is null`
}

/** Another text for a message that nobody has looked at. */
export async function updateText(tx: Tx, messageId: string, text: string): Promise<MessageRow> {
  const [updated] = await tx.$queryRaw<{ message: MessageRow }[]>`
    update messages set text = ${text} where id = ${messageId}::uuid returning to_jsonb(messages) as message`
  if (!updated) throw new Error(`Message ${messageId} vanished while its run was locked.`)
  return updated.message
}

/**
 * Takes a queued run out of the tree, and its message with it where no other run answers that. What followed it follows
 * what it followed.
 * @returns the run that its followers follow now
 */
export async function removeQueued(tx: Tx, run: RunRow): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ heir: string | null; isOnly: boolean }[]>`
    select coalesce(o.id, m.parent_run_id) as heir, o.id is null as "isOnly"
    from messages m left join lateral (
      select r.id from runs r where r.message_id = m.id and r.id <> ${run.id}::uuid order by r.created_at desc, r.id desc limit 1
    ) o on true where m.id = ${run.message_id}::uuid`
  if (!row) throw new Error(`Message ${run.message_id} vanished while its run was locked.`)
  await tx.$executeRaw`update messages set parent_run_id = ${row.heir}::uuid where parent_run_id = ${run.id}::uuid`
  await tx.$executeRaw`delete from runs where id = ${run.id}::uuid`
  if (row.isOnly) await tx.$executeRaw`delete from messages where id = ${run.message_id}::uuid`
  return row.heir
}

/** Hands the message of a queued run to the run at work before it on its branch. Null: there is none. */
export async function setSteering(tx: Tx, runId: string): Promise<RunRow | null> {
  const [updated] = await tx.$queryRaw<{ run: RunRow }[]>`
    with recursive ahead as (
      select r.id, r.status, r.message_id from runs r where r.id = ${runId}::uuid
      union all
      select r.id, r.status, r.message_id from ahead a join messages m on m.id = a.message_id
        join runs r on r.id = m.parent_run_id where a.status = 'queued'
    )
    update runs set steers_run_id = ahead.id from ahead
    where runs.id = ${runId}::uuid and ahead.status = 'running' returning to_jsonb(runs) as run`
  return updated?.run ?? null
}

function titleFrom(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > 80 ? `${line.slice(0, 79).toWellFormed()}…` : line
}
