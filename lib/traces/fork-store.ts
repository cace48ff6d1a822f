import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toJsonb } from '#lib/db/jsonb.ts'
import type { WholeBranch } from './copy-branch.ts'

/** Runs of a branch that are copied at most. */
export const MOST_RUNS = 500

/** A branch up to a run, oldest first, with as many of its runs as are copied at most and one more. */
export async function readWholeBranch(tx: Tx, runId: string): Promise<WholeBranch> {
  const [row] = await tx.$queryRaw<WholeBranch[]>`
    with recursive branch as (
      select r.id as run_id, r.message_id, m.parent_run_id, 0 as depth
      from runs r join messages m on m.id = r.message_id where r.id = ${runId}::uuid
      union all
      select r.id, r.message_id, m.parent_run_id, b.depth + 1
      from branch b join runs r on r.id = b.parent_run_id join messages m on m.id = r.message_id where b.depth < ${MOST_RUNS}
    )
    select
      coalesce((select jsonb_agg(to_jsonb(m) order by m.created_at, m.id) from messages m where m.id in (select message_id from branch)
        or m.taken_by_run_id in (select run_id from branch)), '[]') as messages,
      coalesce((select jsonb_agg(to_jsonb(r) order by b.depth desc) from branch b join runs r on r.id = b.run_id), '[]') as runs,
      coalesce((select jsonb_agg(to_jsonb(s) order by s.index) from steps s where s.run_id in (select run_id from branch)), '[]') as steps,
      coalesce((select jsonb_agg(to_jsonb(c) order by c.index) from tool_calls c where c.run_id in (select run_id from branch)), '[]') as "toolCalls"`
  return row ?? { messages: [], runs: [], steps: [], toolCalls: [] }
}

export interface ForkedThread {
  id: string
  from: string
  privateTo: string | null
  /** The settings that it goes by; null: the agent's own. */
  draftVersionId: string | null
}

/** A thread with the name and the agent of another. @returns false where that agent takes no work any more */
export async function insertFork(tx: Tx, scope: WorkspaceScope, fork: ForkedThread): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    insert into threads (id, tenant_id, workspace_id, agent_id, title, private_to, origin_source, created_by_id, draft_version_id)
    select ${fork.id}::uuid, t.tenant_id, t.workspace_id, t.agent_id, t.title, ${fork.privateTo}::uuid, 'fork',
      ${scope.principalId}::uuid, ${fork.draftVersionId}::uuid
    from threads t join agents a on a.id = t.agent_id
    where t.id = ${fork.from}::uuid and t.deleted_at is null and a.deleted_at is null and a.archived_at is null`
  return inserted > 0
}

/** All of a copied branch at once: its messages and runs refer to one another. */
export async function insertBranch(tx: Tx, { messages, runs, steps, toolCalls }: WholeBranch): Promise<void> {
  await tx.$executeRaw`
    with m as (
      insert into messages select * from jsonb_populate_recordset(null::messages, ${toJsonb(messages)}::jsonb)
    ), r as (
      insert into runs select * from jsonb_populate_recordset(null::runs, ${toJsonb(runs)}::jsonb)
    ), s as (
      insert into steps select * from jsonb_populate_recordset(null::steps, ${toJsonb(steps)}::jsonb)
    )
    insert into tool_calls select * from jsonb_populate_recordset(null::tool_calls, ${toJsonb(toolCalls)}::jsonb)`
}

/** What a thread's settings are by, and whose it is. */
export async function findForkable(
  tx: Tx,
  threadId: string,
): Promise<{ privateTo: string | null; draftVersionId: string | null; settings: unknown } | null> {
  const [row] = await tx.$queryRaw<{ privateTo: string | null; draftVersionId: string | null; settings: unknown }[]>`
    select t.private_to as "privateTo", t.draft_version_id as "draftVersionId", v.settings
    from threads t left join agent_versions v on v.id = t.draft_version_id
    where t.id = ${threadId}::uuid and t.deleted_at is null for key share of t`
  return row ?? null
}
