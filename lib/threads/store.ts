import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { ThreadView } from './schema.ts'

interface ThreadRow {
  id: string
  agent_id: string
  title: string
  private_to: string | null
  live: boolean
  origin_source: string
  origin_account: string | null
  origin_peer: string | null
  created_at: Date
  updated_at: Date
}

// Both halves have a partial index by thread.
const columns = Prisma.sql`t.*,
  (exists (select 1 from runs r where r.thread_id = t.id and r.status = 'queued')
    or exists (select 1 from runs r where r.thread_id = t.id and r.status = 'running')) as live`

function toView(row: ThreadRow): ThreadView {
  return {
    id: row.id,
    agentId: row.agent_id,
    title: row.title,
    private: row.private_to !== null,
    live: row.live,
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
    from agents a where a.id = ${thread.agentId}::uuid and a.deleted_at is null
    on conflict (id) do nothing returning ${columns}`
  return rows[0] ? toView(rows[0]) : null
}

export async function findThread(tx: Tx, threadId: string): Promise<ThreadView | null> {
  const rows = await tx.$queryRaw<ThreadRow[]>`select ${columns} from threads t where t.id = ${threadId}::uuid`
  return rows[0] ? toView(rows[0]) : null
}

/** Latest first. */
export async function selectThreads(
  tx: Tx,
  filter: { agentId?: string },
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<ThreadView>> {
  const rows = await tx.$queryRaw<ThreadRow[]>`
    select ${columns} from threads t
    where (${filter.agentId ?? null}::uuid is null or t.agent_id = ${filter.agentId ?? null}::uuid)
      and (${after?.id ?? null}::uuid is null or
        (t.updated_at, t.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by t.updated_at desc, t.id desc limit ${limit + 1}`
  return cutPage(rows, limit, ({ updated_at, id }) => ({ at: updated_at.toISOString(), id }), toView)
}

export async function updateTitle(tx: Tx, threadId: string, title: string): Promise<ThreadView | null> {
  const rows = await tx.$queryRaw<ThreadRow[]>`
    update threads t set title = ${toText(title)} where t.id = ${threadId}::uuid returning ${columns}`
  return rows[0] ? toView(rows[0]) : null
}
