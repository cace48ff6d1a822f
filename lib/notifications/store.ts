import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Scope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { BudgetWarning, NotificationKind, NotificationSettings, NotificationView } from './schema.ts'

interface NotificationRow {
  id: string
  kind: NotificationKind
  workspace_id: string | null
  thread_id: string | null
  run_id: string | null
  thread_title: string
  agent_name: string
  detail: string
  budget: BudgetWarning | null
  created_at: Date
  read_at: Date | null
}

function toView(row: NotificationRow): NotificationView {
  return {
    id: row.id,
    kind: row.kind,
    workspaceId: row.workspace_id,
    threadId: row.thread_id,
    runId: row.run_id,
    threadTitle: row.thread_title,
    agentName: row.agent_name,
    detail: row.detail,
    budget: row.budget,
    read: row.read_at !== null,
    createdAt: row.created_at.toISOString(),
  }
}

/** Latest first. */
export async function selectNotifications(
  tx: Tx,
  filter: { unread: boolean },
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<NotificationView>> {
  const unread = filter.unread ? Prisma.sql`and n.read_at is null` : Prisma.empty
  const behind = after
    ? Prisma.sql`and (n.created_at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  const rows = await tx.$queryRaw<NotificationRow[]>`
    select n.*, n.kind::text as kind from notifications n where n.user_id = app_principal() ${unread} ${behind}
    order by n.created_at desc, n.id desc limit ${limit + 1}`
  return cutPage(rows, limit, (row) => ({ at: row.created_at.toISOString(), id: row.id }), toView)
}

export async function countUnread(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ unread: number }[]>`
    select count(*)::int as unread from notifications where user_id = app_principal() and read_at is null`
  return row?.unread ?? 0
}

export async function findNotification(tx: Tx, id: string): Promise<NotificationView | null> {
  const rows = await tx.$queryRaw<NotificationRow[]>`
    select n.*, n.kind::text as kind from notifications n where n.id = ${id}::uuid and n.user_id = app_principal()`
  return rows[0] ? toView(rows[0]) : null
}

export async function setRead(tx: Tx, id: string, read: boolean): Promise<void> {
  await tx.$executeRaw`update notifications set read_at = case when ${read} then now() end where id = ${id}::uuid`
}

/** @returns how many were unread */
export async function markUnreadRead(tx: Tx, threadId: string | undefined): Promise<number> {
  const ofThread = threadId ? Prisma.sql`and thread_id = ${threadId}::uuid` : Prisma.empty
  return tx.$executeRaw`
    update notifications set read_at = now() where user_id = app_principal() and read_at is null ${ofThread}`
}

export async function findSettings(tx: Tx): Promise<NotificationSettings> {
  const [row] = await tx.$queryRaw<NotificationSettings[]>`
    select finished, failed, waiting from notification_settings where user_id = app_principal()`
  return row ?? { finished: true, failed: true, waiting: true }
}

export async function saveSettings(tx: Tx, scope: Scope, settings: NotificationSettings): Promise<void> {
  const { finished, failed, waiting } = settings
  await tx.$executeRaw`
    insert into notification_settings (tenant_id, user_id, finished, failed, waiting)
    values (${scope.tenantId}::uuid, ${scope.principalId}::uuid, ${finished}, ${failed}, ${waiting})
    on conflict (tenant_id, user_id) do update set finished = excluded.finished, failed = excluded.failed, waiting = excluded.waiting`
}

/**
 * One statement, in the transaction that ends the run: a person who asked for it, wants to hear of it and, where it went
 * well, had to wait for it. A key has nobody to tell.
 * @returns whom to tell
 */
export async function insertNotification(
  tx: Tx,
  end: { id: string; runId: string; attempt: number; kind: NotificationKind; detail: string; minWaitMs: number },
): Promise<string | null> {
  const [told] = await tx.$queryRaw<{ user_id: string }[]>`
    insert into notifications (id, tenant_id, workspace_id, user_id, thread_id, run_id, attempt, kind, thread_title, agent_name, detail)
    select ${end.id}::uuid, r.tenant_id, r.workspace_id, m.user_id, r.thread_id, r.id, ${end.attempt}, ${end.kind}::"NotificationKind",
      t.title, a.name, ${toText(end.detail)}
    from runs r join threads t on t.id = r.thread_id join agents a on a.id = r.agent_id
      join memberships m on m.user_id = r.created_by_id
      left join notification_settings s on s.user_id = m.user_id
    where r.id = ${end.runId}::uuid and t.deleted_at is null
      and now() - r.queued_at >= ${end.minWaitMs} * interval '1 millisecond'
      and coalesce(case ${end.kind} when 'finished' then s.finished when 'failed' then s.failed else s.waiting end, true)
    on conflict (run_id, attempt) do nothing returning user_id`
  return told?.user_id ?? null
}
