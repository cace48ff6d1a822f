import { ownPrices } from '#lib/billing/own-prices.ts'
import type { OwnPrice } from '#lib/billing/price.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import type { StoredLevel } from '#lib/toolbox/toolbox.ts'
import type { ApprovalRow, BranchRows } from './rows.ts'

/*
 * Reading a thread along a branch. Each is ONE statement, so one snapshot: a stream id found in it proves that whatever
 * was announced before that id is in it too.
 */

/** What follows the run `start` selects, the newest wherever there is a choice; `tip` is its end. */
const downFrom = (threadId: string, start: Prisma.Sql) => Prisma.sql`
  down as (
    select s.id, 0 as depth from (${start}) s(id) where s.id is not null
    union all
    select n.id, down.depth + 1 from down cross join lateral (
      select r.id from messages m join runs r on r.message_id = m.id
      where m.thread_id = ${threadId}::uuid and m.parent_run_id = down.id
      order by m.created_at desc, m.id desc, r.created_at desc, r.id desc limit 1
    ) n
  ), tip as (select id from down order by depth desc limit 1)`

/** The end of the branch that `runId` is on; without one, of the branch on which something was asked last. */
export const tipOf = (threadId: string, runId: string | null) =>
  downFrom(
    threadId,
    Prisma.sql`select coalesce(
      (select id from runs where id = ${runId}::uuid and thread_id = ${threadId}::uuid),
      (select id from runs where thread_id = ${threadId}::uuid order by created_at desc, id desc limit 1))`,
  )

/** `branch(run_id, message_id, parent_run_id, depth)`: from the run that `start` selects towards the beginning. */
const upFrom = (start: Prisma.Sql, asLongAs: Prisma.Sql) => Prisma.sql`
  branch as (
    select r.id as run_id, r.message_id, m.parent_run_id, 0 as depth
    from runs r join messages m on m.id = r.message_id where r.id = (${start})
    union all
    select r.id, r.message_id, m.parent_run_id, b.depth + 1
    from branch b join runs r on r.id = b.parent_run_id join messages m on m.id = r.message_id where ${asLongAs}
  )`

const columns = Prisma.sql`
  coalesce((select jsonb_agg(to_jsonb(m) order by b.depth desc) from branch b join messages m on m.id = b.message_id), '[]') as messages,
  coalesce((select jsonb_agg(to_jsonb(r) order by b.depth desc) from branch b join runs r on r.id = b.run_id), '[]') as runs,
  coalesce((select jsonb_agg(to_jsonb(s) order by s.index) from steps s where s.run_id in (select run_id from branch)), '[]') as steps,
  coalesce((select jsonb_agg(to_jsonb(c) order by c.index) from tool_calls c where c.run_id in (select run_id from branch)), '[]') as "toolCalls",
  coalesce((select jsonb_agg(to_jsonb(m) order by m.created_at, m.id) from messages m
    where m.taken_by_run_id in (select run_id from branch)), '[]') as taken`

export interface BranchPage extends BranchRows {
  forks: Record<string, string[]>
  /** The run before the first of the page. */
  olderRunId: string | null
}

/**
 * The last turns of a branch.
 * @param at a message or a run on it; null: the branch on which something was asked last
 * @param before the page ends with this run
 */
export async function readBranch(
  tx: Tx,
  threadId: string,
  { at, before, limit }: { at: string | null; before: string | null; limit: number },
): Promise<BranchPage | null> {
  const chosen = at
    ? Prisma.sql`select coalesce(
        (select id from runs where id = ${at}::uuid and thread_id = ${threadId}::uuid),
        (select id from runs where message_id = ${at}::uuid and thread_id = ${threadId}::uuid order by created_at desc, id desc limit 1))`
    : Prisma.sql`select id from (
        select id from runs where thread_id = ${threadId}::uuid order by created_at desc, id desc limit 1) newest`
  const exactly = Prisma.sql`select id from runs where id = ${before}::uuid and thread_id = ${threadId}::uuid`
  const start = before ? Prisma.sql`tip as (${exactly})` : downFrom(threadId, chosen)
  const [row] = await tx.$queryRaw<BranchPage[]>`
    with recursive ${start}, ${upFrom(Prisma.sql`select id from tip`, Prisma.sql`b.depth < ${limit - 1}`)}
    select ${columns},
      (select parent_run_id from branch order by depth desc limit 1) as "olderRunId",
      coalesce((select jsonb_object_agg(f.place, f.ids) from (
        select b.parent_run_id::text as place, jsonb_agg(m.id order by m.created_at, m.id) as ids
        from branch b join messages m on m.thread_id = ${threadId}::uuid and m.parent_run_id = b.parent_run_id
        group by b.parent_run_id having count(*) > 1
        union all
        select 'root', jsonb_agg(m.id order by m.created_at, m.id)
        from messages m where m.thread_id = ${threadId}::uuid and m.parent_run_id is null and m.taken_by_run_id is null
          and exists (select 1 from branch where parent_run_id is null)
        having count(*) > 1
        union all
        select b.message_id::text, jsonb_agg(r.id order by r.created_at, r.id)
        from branch b join runs r on r.message_id = b.message_id
        group by b.message_id having count(*) > 1
      ) f), '{}') as forks
    from threads t where t.id = ${threadId}::uuid and t.deleted_at is null`
  return row ?? null
}

/** One run with its message. */
export async function readRun(tx: Tx, runId: string): Promise<BranchRows> {
  const [row] = await tx.$queryRaw<BranchRows[]>`
    with recursive ${upFrom(Prisma.sql`select ${runId}::uuid`, Prisma.sql`false`)} select ${columns}`
  if (!row) throw new Error('a select without from has one row')
  return row
}

export interface ContextRows extends BranchRows {
  agent: unknown
  policies: StoredLevel[]
  approvals: ApprovalRow[]
  /** Whether a budget is about the run: only then its model calls are set aside first. */
  isBudgeted: boolean
  ownPrices: OwnPrice[]
}

/** What a run's model is told: its branch back to the last summary, or to the beginning; and the agent in the version of the run, but for its sandbox, which its threads share. */
export async function readContext(
  tx: Tx,
  run: { runId: string; threadId: string; agentVersionId: string | null },
): Promise<ContextRows | null> {
  const unlessSummarised = Prisma.sql`not exists (select 1 from steps s where s.run_id = b.run_id and s.kind = 'summary')`
  const [row] = await tx.$queryRaw<ContextRows[]>`
    with recursive ${upFrom(Prisma.sql`select ${run.runId}::uuid`, unlessSummarised)}
    select ${columns},
      (select f.name from agents f where f.id = t.from_agent_id) as colleague,
      (select jsonb_build_object('name', a.name, 'persona', a.persona, 'rules', a.rules, 'notes', a.notes, 'models', a.models,
          'tools', a.tools)
        || coalesce((select v.settings from agent_versions v where v.id = ${run.agentVersionId}::uuid and v.agent_id = a.id), '{}')
        || jsonb_build_object('id', a.id, 'sandbox', a.sandbox, 'removed', a.deleted_at is not null)
        from agents a where a.id = t.agent_id) as agent,
      coalesce((select jsonb_agg(jsonb_build_object('level', case when p.agent_id is not null then 'agent'
          when p.workspace_id is not null then 'workspace' else 'tenant' end, 'rules', p.rules))
        from tool_policies p where p.workspace_id is null
          or (p.workspace_id = t.workspace_id and (p.agent_id is null or p.agent_id = t.agent_id))), '[]') as policies,
      coalesce((select jsonb_agg(to_jsonb(p)) from approvals p where p.run_id = ${run.runId}::uuid), '[]') as approvals,
      exists (select 1 from budgets b where (b.workspace_id is null or b.workspace_id = t.workspace_id)
        and (b.agent_id is null or b.agent_id = t.agent_id)) as "isBudgeted",
      ${ownPrices} as "ownPrices",
      coalesce((select jsonb_agg(jsonb_build_object('name', s.name, 'description', s.description, 'hosts', s.hosts, 'tools', s.tools) order by s.name)
        from secrets s where s.workspace_id = t.workspace_id and (s.agent_id = t.agent_id or (s.agent_id is null
          and not exists (select 1 from secrets o where o.agent_id = t.agent_id and o.name = s.name)))), '[]') as secrets,
      exists (select 1 from memory_entries e where e.workspace_id = t.workspace_id) as "hasMemories",
      coalesce((select jsonb_agg(jsonb_build_object('run_id', c.run_id, 'entry_id', e.id, 'kind', e.kind, 'text', e.text,
          'saved_by_name', e.saved_by_name, 'thread_title', (select o.title from threads o where o.id = e.thread_id and o.deleted_at is null),
          'file_path', e.file_path, 'created_at', e.created_at) order by c.place)
        from memory_recalls c join memory_entries e on e.id = c.entry_id and e.forgotten_at is null
        where c.run_id in (select run_id from branch)), '[]') as recalls
    from threads t where t.id = ${run.threadId}::uuid`
  return row ?? null
}
