import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { type EmbedderRef, toVector } from './embedders.ts'
import type { MemoryKind, MemoryOrigin, MemoryView } from './schema.ts'

interface EntryRow {
  id: string
  agent_id: string | null
  private_to: string | null
  kind: MemoryKind
  origin: MemoryOrigin
  text: string
  pinned: boolean
  saved_by_name: string
  thread_id: string | null
  thread_title: string | null
  message_id: string | null
  run_id: string | null
  file_path: string | null
  source_ids: string[]
  created_at: Date
  updated_at: Date
  last_used_at: Date | null
  forgotten_at: Date | null
}

const columns = Prisma.sql`e.id, e.agent_id, e.private_to, e.kind, e.origin, e.text, e.pinned, e.saved_by_name, e.thread_id,
  (select t.title from threads t where t.id = e.thread_id and t.deleted_at is null) as thread_title, e.message_id, e.run_id, e.file_path,
  array(select d.source_id from memory_derivations d where d.entry_id = e.id order by d.source_id) as source_ids,
  e.created_at, e.updated_at, e.last_used_at, e.forgotten_at`

function toView(row: EntryRow): MemoryView {
  return {
    id: row.id,
    agentId: row.agent_id,
    isPrivate: row.private_to !== null,
    kind: row.kind,
    origin: row.origin,
    text: row.text,
    pinned: row.pinned,
    savedBy: row.saved_by_name,
    source: {
      threadId: row.thread_id,
      threadTitle: row.thread_title,
      messageId: row.message_id,
      runId: row.run_id,
      filePath: row.file_path,
      memoryIds: row.source_ids,
    },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    forgottenAt: row.forgotten_at?.toISOString() ?? null,
  }
}

export async function findEntry(tx: Tx, id: string): Promise<MemoryView | null> {
  const [row] = await tx.$queryRaw<EntryRow[]>`select ${columns} from memory_entries e where e.id = ${id}::uuid`
  return row ? toView(row) : null
}

export async function findEntries(tx: Tx, ids: readonly string[]): Promise<Map<string, MemoryView>> {
  const rows = await tx.$queryRaw<EntryRow[]>`select ${columns} from memory_entries e where e.id = any(${ids}::uuid[])`
  return new Map(rows.map((row) => [row.id, toView(row)]))
}

export interface EntryFilter {
  forgotten?: boolean
  /** Null: those of all agents. */
  agentId?: string | null
  kind?: MemoryKind
  pinned?: boolean
}

/** Newest first. */
export async function selectEntries(
  tx: Tx,
  workspaceId: string,
  filter: EntryFilter,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<MemoryView>> {
  const conditions = [
    Prisma.sql`e.workspace_id = ${workspaceId}::uuid`,
    filter.forgotten ? Prisma.sql`e.forgotten_at is not null` : Prisma.sql`e.forgotten_at is null`,
  ]
  if (filter.agentId !== undefined) conditions.push(Prisma.sql`e.agent_id is not distinct from ${filter.agentId}::uuid`)
  if (filter.kind) conditions.push(Prisma.sql`e.kind = ${filter.kind}`)
  if (filter.pinned !== undefined) conditions.push(Prisma.sql`e.pinned = ${filter.pinned}`)
  if (after) conditions.push(Prisma.sql`(e.created_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const rows = await tx.$queryRaw<EntryRow[]>`
    select ${columns} from memory_entries e where ${Prisma.join(conditions, ' and ')}
    order by e.created_at desc, e.id desc limit ${limit + 1}`
  return cutPage(rows, limit, (row) => ({ at: row.created_at.toISOString(), id: row.id }), toView)
}

export interface NewEntry {
  id: string
  agentId: string | null
  kind: MemoryKind
  origin: MemoryOrigin
  text: string
  pinned?: boolean
  savedByName: string
  runId?: string
  filePath?: string | null
  /** What it sums up; those that there are. */
  from?: readonly string[]
}

/**
 * @returns false where it is there already
 * What comes of a run is as private as its thread, and so is what was made of something private.
 */
export async function insertEntry(
  tx: Tx,
  { tenantId, workspaceId }: WorkspaceScope,
  entry: NewEntry,
): Promise<boolean> {
  const from = entry.from ?? []
  const inserted = await tx.$queryRaw<unknown[]>`
    insert into memory_entries (id, tenant_id, workspace_id, agent_id, private_to, kind, origin, text, pinned, saved_by_name, thread_id, run_id, file_path)
    select ${entry.id}::uuid, ${tenantId}::uuid, ${workspaceId}::uuid, ${entry.agentId}::uuid,
      coalesce(r.private_to, (select s.private_to from memory_entries s where s.id = any(${from}::uuid[]) and s.private_to is not null limit 1)),
      ${entry.kind}, ${entry.origin}, ${toText(entry.text)}, ${entry.pinned ?? false}, ${toText(entry.savedByName)}, r.thread_id, r.id,
      ${entry.filePath ? toText(entry.filePath) : null}
    from (select) one left join runs r on r.id = ${entry.runId ?? null}::uuid
    on conflict (id) do nothing returning 1`
  if (inserted.length === 0) return false
  if (from.length > 0)
    await tx.$executeRaw`insert into memory_derivations (entry_id, source_id, tenant_id, workspace_id)
      select ${entry.id}::uuid, s.id, s.tenant_id, s.workspace_id from memory_entries s
      where s.id = any(${from}::uuid[]) and s.id <> ${entry.id}::uuid on conflict do nothing`
  return true
}

export interface EntryChange {
  text?: string
  pinned?: boolean
  agentId?: string | null
}

export async function updateEntry(tx: Tx, id: string, change: EntryChange): Promise<void> {
  const sets = [Prisma.sql`updated_at = now()`, Prisma.sql`revision = revision + 1`]
  if (change.text !== undefined) sets.push(Prisma.sql`text = ${toText(change.text)}`)
  if (change.pinned !== undefined) sets.push(Prisma.sql`pinned = ${change.pinned}`)
  if (change.agentId !== undefined) sets.push(Prisma.sql`agent_id = ${change.agentId}::uuid`)
  await tx.$executeRaw`update memory_entries set ${Prisma.join(sets, ', ')} where id = ${id}::uuid`
}

export async function setForgotten(tx: Tx, id: string, forgotten: boolean): Promise<void> {
  await tx.$executeRaw`update memory_entries set forgotten_at = case when ${forgotten} then now() end, revision = revision + 1
    where id = ${id}::uuid and (forgotten_at is not null) <> ${forgotten}`
}

export async function deleteEntry(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`delete from memory_entries where id = ${id}::uuid`
}

/** Of the text as it stands in the caller's transaction. */
export async function insertVector(tx: Tx, entryId: string, ref: EmbedderRef, point: readonly number[]): Promise<void> {
  await tx.$executeRaw`
    insert into memory_vectors (entry_id, embedder, tenant_id, workspace_id, agent_id, private_to, dimension, embedding)
    select e.id, ${ref.embedder}, e.tenant_id, e.workspace_id, e.agent_id, e.private_to, ${ref.dimension}, ${toVector(point)}::halfvec
    from memory_entries e where e.id = ${entryId}::uuid and e.forgotten_at is null
    on conflict (entry_id, embedder) do update set embedding = excluded.embedding`
}

/** The worker embeds it soon. */
export async function insertPending(tx: Tx, entryId: string): Promise<void> {
  await tx.$executeRaw`insert into memory_pending (entry_id, tenant_id, workspace_id)
    select id, tenant_id, workspace_id from memory_entries where id = ${entryId}::uuid
    on conflict (entry_id) do update set tries = 0, available_at = now()`
}

export interface FoundEntry {
  entry_id: string
  score: number
  similarity: number | null
  has_words: boolean
}

/** Best first. */
export async function searchRows(
  tx: Tx,
  query: string | null,
  ref: EmbedderRef,
  point: readonly number[] | null,
  filter: { agentId: string | null; all: boolean; limit: number },
): Promise<FoundEntry[]> {
  return tx.$queryRaw<FoundEntry[]>`
    select * from search_memory(to_tsquery('thread_search', ${query}), ${ref.embedder}, ${ref.dimension}::int, ${point ? toVector(point) : null},
      ${filter.agentId}::uuid, ${filter.all}, ${filter.limit}::int)`
}

export async function markUsed(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`update memory_entries set last_used_at = now() where id = any(${ids}::uuid[])`
}

/** What was offered to a run. Who takes it over offers the same. */
export async function insertRecalls(
  tx: Tx,
  { tenantId, workspaceId }: WorkspaceScope,
  runId: string,
  found: readonly { entryId: string; similarity: number | null }[],
): Promise<void> {
  const rows = JSON.stringify(found.map((each, place) => ({ ...each, place })))
  await tx.$executeRaw`
    insert into memory_recalls (run_id, entry_id, tenant_id, workspace_id, place, similarity)
    select ${runId}::uuid, x."entryId", ${tenantId}::uuid, ${workspaceId}::uuid, x.place, x.similarity
    from jsonb_to_recordset(${rows}::jsonb) as x("entryId" uuid, place int, similarity real) on conflict do nothing`
}

export async function runExists(tx: Tx, runId: string): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>`select 1 from runs where id = ${runId}::uuid`).length > 0
}

export async function selectRecalls(tx: Tx, runId: string): Promise<{ entry_id: string; similarity: number | null }[]> {
  return tx.$queryRaw`select entry_id, similarity from memory_recalls where run_id = ${runId}::uuid order by place`
}

/** Whoever is always offered. */
export async function selectPinned(tx: Tx, workspaceId: string, agentId: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from memory_entries where workspace_id = ${workspaceId}::uuid and pinned and forgotten_at is null
      and (agent_id is null or agent_id = ${agentId}::uuid) order by updated_at desc, id limit ${limit}`
  return rows.map(({ id }) => id)
}
