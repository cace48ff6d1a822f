import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { Pair } from './pair.ts'
import type { SharedThreadView, ShareView, ThreadFilter, ThreadView } from './schema.ts'

interface ThreadRow {
  id: string
  agent_id: string
  title: string
  private_to: string | null
  live: boolean
  pinned: boolean
  mine: boolean
  shares: number
  origin_source: string
  origin_account: string | null
  origin_peer: string | null
  created_at: Date
  updated_at: Date
  archived_at: Date | null
}

// Both halves have a partial index by thread.
const isLive = Prisma.sql`(exists (select 1 from runs r where r.thread_id = t.id and r.status = 'queued')
    or exists (select 1 from runs r where r.thread_id = t.id and r.status = 'running'))`
// Row-level security leaves of the pins only the asker's own.
const isPinned = Prisma.sql`exists (select 1 from thread_pins p where p.thread_id = t.id and p.principal_id = app_principal())`
const columns = Prisma.sql`t.*, ${isLive} as live, ${isPinned} as pinned, t.created_by_id = app_principal() as mine,
  (select count(*)::int from thread_shares s where s.thread_id = t.id) as shares`

function toView(row: ThreadRow): ThreadView {
  return {
    id: row.id,
    agentId: row.agent_id,
    title: row.title,
    private: row.private_to !== null,
    live: row.live,
    pinned: row.pinned,
    archived: row.archived_at !== null,
    mine: row.mine,
    shares: row.shares,
    origin: { source: row.origin_source, account: row.origin_account, peer: row.origin_peer },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

/** Null: the id is taken, or no such agent answers in this workspace. */
export async function insertThread(
  tx: Tx,
  scope: WorkspaceScope,
  thread: { id: string; agentId: string; title: string; private: boolean; source: string },
): Promise<ThreadView | null> {
  const rows = await tx.$queryRaw<ThreadRow[]>`
    insert into threads as t (id, tenant_id, workspace_id, agent_id, title, private_to, origin_source, created_by_id)
    select ${thread.id}::uuid, a.tenant_id, a.workspace_id, a.id, ${toText(thread.title)},
      ${thread.private ? scope.principalId : null}::uuid, ${thread.source}, ${scope.principalId}::uuid
    from agents a where a.id = ${thread.agentId}::uuid and a.deleted_at is null and a.archived_at is null
    on conflict (id) do nothing returning ${columns}`
  return rows[0] ? toView(rows[0]) : null
}

export async function findThread(tx: Tx, threadId: string): Promise<ThreadView | null> {
  const rows = await tx.$queryRaw<ThreadRow[]>`
    select ${columns} from threads t where t.id = ${threadId}::uuid and t.deleted_at is null`
  return rows[0] ? toView(rows[0]) : null
}

export async function findThreads(tx: Tx, threadIds: readonly string[]): Promise<Map<string, ThreadView>> {
  const rows = await tx.$queryRaw<ThreadRow[]>`select ${columns} from threads t where t.id = any(${threadIds}::uuid[])`
  return new Map(rows.map((row) => [row.id, toView(row)]))
}

const states: Record<NonNullable<ThreadFilter['state']>, Prisma.Sql> = {
  active: Prisma.sql`t.deleted_at is null and t.archived_at is null`,
  archived: Prisma.sql`t.deleted_at is null and t.archived_at is not null`,
  deleted: Prisma.sql`t.deleted_at is not null`,
}

/** Latest first. */
export async function selectThreads(
  tx: Tx,
  filter: ThreadFilter,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<ThreadView>> {
  const conditions = [
    states[filter.state ?? 'active'],
    Prisma.sql`(t.draft_version_id is null or t.origin_source = 'fork')`,
  ]
  conditions.push(filter.team ? Prisma.sql`t.root_run_id is not null` : Prisma.sql`t.root_run_id is null`)
  if (filter.agentId) conditions.push(Prisma.sql`t.agent_id = ${filter.agentId}::uuid`)
  if (filter.mine) conditions.push(Prisma.sql`t.created_by_id = app_principal()`)
  // By their ids first: few threads of many are pinned or live.
  if (filter.pinned) {
    conditions.push(
      Prisma.sql`t.id = any(array(select p.thread_id from thread_pins p where p.principal_id = app_principal()))`,
    )
  }
  if (filter.live) {
    conditions.push(Prisma.sql`t.id = any(array(select r.thread_id from runs r where r.status = 'queued'
      union all select r.thread_id from runs r where r.status = 'running'))`)
  }
  if (after) conditions.push(Prisma.sql`(t.updated_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const rows = await tx.$queryRaw<ThreadRow[]>`
    select ${columns} from threads t where ${Prisma.join(conditions, ' and ')}
    order by t.updated_at desc, t.id desc limit ${limit + 1}`
  return cutPage(rows, limit, (row) => ({ at: row.updated_at.toISOString(), id: row.id }), toView)
}

export async function updateTitle(tx: Tx, threadId: string, title: string): Promise<ThreadView | null> {
  const rows = await tx.$queryRaw<ThreadRow[]>`
    update threads t set title = ${toText(title)} where t.id = ${threadId}::uuid and t.deleted_at is null returning ${columns}`
  return rows[0] ? toView(rows[0]) : null
}

export async function setArchived(tx: Tx, threadId: string, archived: boolean): Promise<void> {
  await tx.$executeRaw`
    update threads set archived_at = case when ${archived} then now() end
    where id = ${threadId}::uuid and (archived_at is not null) <> ${archived}`
}

export async function setPinned(tx: Tx, scope: WorkspaceScope, threadId: string, pinned: boolean): Promise<void> {
  if (pinned) {
    await tx.$executeRaw`
      insert into thread_pins (thread_id, principal_id, tenant_id, workspace_id)
      values (${threadId}::uuid, ${scope.principalId}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid)
      on conflict do nothing`
  } else {
    await tx.$executeRaw`
      delete from thread_pins where thread_id = ${threadId}::uuid and principal_id = ${scope.principalId}::uuid`
  }
}

export interface StoppedRun {
  id: string
  attempt: number
  wasRunning: boolean
}

/** Nobody sees the thread any more; what it has to do ends: queued runs at once, running ones by request. */
export async function markDeleted(tx: Tx, threadId: string): Promise<StoppedRun[]> {
  return tx.$queryRaw<StoppedRun[]>`
    with t as (
      update threads set deleted_at = now() where id = ${threadId}::uuid
    )
    update runs r set cancel_requested_at = coalesce(r.cancel_requested_at, now()),
      status = case when r.status = 'queued' then 'cancelled' else r.status end,
      finished_at = case when r.status = 'queued' then now() else r.finished_at end
    from (select id, status from runs where thread_id = ${threadId}::uuid and status in ('queued', 'running') for update) old
    where r.id = old.id
    returning r.id, r.attempt, old.status = 'running' as "wasRunning"`
}

/** Null: there is no such thread among the deleted ones. */
export async function unmarkDeleted(tx: Tx, threadId: string): Promise<ThreadView | null> {
  const rows = await tx.$queryRaw<ThreadRow[]>`
    update threads t set deleted_at = null where t.id = ${threadId}::uuid and t.deleted_at is not null returning ${columns}`
  return rows[0] ? toView(rows[0]) : null
}

/**
 * From one person's to the workspace's: the thread first, so that a message that is being posted is either behind this
 * lock and copies what it says now, or stored already and changed below.
 */
export async function openToWorkspace(tx: Tx, threadId: string): Promise<void> {
  const id = Prisma.sql`${threadId}::uuid`
  const ofRuns = Prisma.sql`run_id in (select r.id from runs r where r.thread_id = ${id})`
  await tx.$executeRaw`update threads set private_to = null where id = ${id}`
  await tx.$executeRaw`update messages set private_to = null where thread_id = ${id}`
  await tx.$executeRaw`update runs set private_to = null where thread_id = ${id}`
  await tx.$executeRaw`update steps set private_to = null where ${ofRuns}`
  await tx.$executeRaw`update tool_calls set private_to = null where ${ofRuns}`
  await tx.$executeRaw`update prompt_messages set private_to = null where thread_id = ${id}`
  await tx.$executeRaw`update step_prompts set private_to = null where step_id in (
    select s.id from steps s join runs r on r.id = s.run_id where r.thread_id = ${id})`
  await tx.$executeRaw`update model_failures set private_to = null where ${ofRuns}`
  await tx.$executeRaw`update thread_texts set private_to = null where thread_id = ${id}`
  await tx.$executeRaw`update thread_shares set private_to = null where thread_id = ${id}`
}

type ShareRow = Omit<ShareView, 'createdAt'> & { createdAt: Date }

export async function selectShares(
  tx: Tx,
  threadId: string,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<ShareView>> {
  const behind = after
    ? Prisma.sql`and (s.created_at, s.user_id) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  const rows = await tx.$queryRaw<ShareRow[]>`
    select u.id as "userId", u.name, u.email, s.created_at as "createdAt" from thread_shares s join users u on u.id = s.user_id
    where s.thread_id = ${threadId}::uuid ${behind} order by s.created_at, s.user_id limit ${limit + 1}`
  const keyOf = (row: ShareRow) => ({ at: row.createdAt.toISOString(), id: row.userId })
  return cutPage(rows, limit, keyOf, (row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** Null: that person is not a member of the tenant. */
export async function insertShare(
  tx: Tx,
  scope: WorkspaceScope,
  threadId: string,
  userId: string,
): Promise<ShareView | null> {
  await tx.$executeRaw`
    insert into thread_shares (thread_id, user_id, tenant_id, workspace_id, private_to, created_by_id)
    select t.id, m.user_id, t.tenant_id, t.workspace_id, t.private_to, ${scope.principalId}::uuid
    from threads t join memberships m on m.user_id = ${userId}::uuid
    where t.id = ${threadId}::uuid on conflict do nothing`
  const rows = await tx.$queryRaw<ShareRow[]>`
    select u.id as "userId", u.name, u.email, s.created_at as "createdAt" from thread_shares s join users u on u.id = s.user_id
    where s.thread_id = ${threadId}::uuid and s.user_id = ${userId}::uuid`
  return rows[0] ? { ...rows[0], createdAt: rows[0].createdAt.toISOString() } : null
}

export async function deleteShare(tx: Tx, threadId: string, userId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    delete from thread_shares where thread_id = ${threadId}::uuid and user_id = ${userId}::uuid`
  return count > 0
}

interface SharedRow {
  thread_id: string
  title: string
  workspace_name: string
  agent_name: string
  agent_color: string
  shared_by: string
  shared_at: Date
  updated_at: Date
}

function toSharedView(row: SharedRow): SharedThreadView {
  return {
    id: row.thread_id,
    title: row.title,
    workspaceName: row.workspace_name,
    agent: { name: row.agent_name, color: row.agent_color },
    sharedBy: row.shared_by,
    sharedAt: row.shared_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

/** Latest share first. */
export async function selectSharedThreads(
  tx: Tx,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<SharedThreadView>> {
  const behind = after
    ? Prisma.sql`where (shared_at, thread_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  const rows = await tx.$queryRaw<SharedRow[]>`
    select * from list_shared_threads() ${behind} order by shared_at desc, thread_id desc limit ${limit + 1}`
  return cutPage(rows, limit, (row) => ({ at: row.shared_at.toISOString(), id: row.thread_id }), toSharedView)
}

export async function findSharedThread(tx: Tx, threadId: string): Promise<SharedThreadView | null> {
  const rows = await tx.$queryRaw<SharedRow[]>`
    select * from list_shared_threads() where thread_id = ${threadId}::uuid`
  return rows[0] ? toSharedView(rows[0]) : null
}

export interface FoundText {
  thread_id: string
  source_id: string
  kind: 'title' | 'message' | 'answer'
  /** Empty for a title. */
  text: string
}

/** Best first. The texts are read under row-level security again, whatever the search function let through. */
export async function searchTexts(
  tx: Tx,
  query: string,
  filter: { archived: boolean; agentId?: string; limit: number },
): Promise<FoundText[]> {
  return tx.$queryRaw<FoundText[]>`
    select f.thread_id, f.source_id, f.kind::text, coalesce(m.text, step_text(s.parts), '') as text
    from search_threads(to_tsquery('thread_search', ${query}), ${filter.archived}, ${filter.agentId ?? null}::uuid, ${filter.limit}) f
    left join messages m on f.kind = 'message' and m.id = f.source_id
    left join steps s on f.kind = 'answer' and s.id = f.source_id
    order by f.rank desc, f.thread_id desc`
}

export async function findPairThread(tx: Tx, pair: Pair): Promise<{ id: string; isDeleted: boolean } | null> {
  const [row] = await tx.$queryRaw<{ id: string; isDeleted: boolean }[]>`
    select id, deleted_at is not null as "isDeleted" from threads where root_run_id = ${pair.rootRunId}::uuid
      and from_agent_id = ${pair.fromAgentId}::uuid and agent_id = ${pair.toAgentId}::uuid for no key update`
  return row ?? null
}

export async function insertPairThread(tx: Tx, scope: WorkspaceScope, id: string, pair: Pair): Promise<void> {
  await tx.$executeRaw`
    insert into threads (id, tenant_id, workspace_id, agent_id, title, private_to, origin_source, origin_peer, created_by_id, root_run_id,
      from_agent_id)
    values (${id}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${pair.toAgentId}::uuid, '', ${pair.privateTo}::uuid,
      'agents', ${pair.fromAgentId}, ${scope.principalId}::uuid, ${pair.rootRunId}::uuid, ${pair.fromAgentId}::uuid)`
}
