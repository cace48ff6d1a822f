import { Prisma, type Tx } from '#lib/db/client.ts'
import { dangerouslyUnscoped } from '#lib/db/dangerously-unscoped.ts'
import { AppError } from '#lib/errors.ts'
import { loadWorkspaceProvider } from '#lib/providers/credentials.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { choiceOf, type EmbedderRef, embed, toVector } from './embedders.ts'
import { FORGOTTEN_MINUTES, MAX_MEMORY_CHARS } from './schema.ts'
import { type MemorySettings, readSettings } from './settings.ts'

/*
 * What a worker does for the memory of all workspaces, behind the runs. It spans tenants, and reads private entries to
 * embed them, which is why it is here, in one file, and outside of row-level security. Each part is taken by one worker
 * at a time, and by another one where that was killed.
 */

const BATCH = 48
const EMBED_TIMEOUT_MS = 60_000
/** Whoever holds entries for longer has died: others take them. */
const HELD_S = 120
const MAX_BACKOFF_S = 3600
/** "Yes" and "Thanks" are not worth remembering. */
const LEAST_CHARS = 20

const platform = () => dangerouslyUnscoped('a worker embeds, remembers and forgets for every tenant')

/** @returns the workspaces whose memory has changed */
export async function tendMemory(): Promise<string[]> {
  const [work] = await platform().$queryRaw<
    { due: boolean; pending: boolean; changing: boolean; forgotten: boolean }[]
  >`
    select exists (select 1 from memory_due_runs) as due,
      exists (select 1 from memory_pending where available_at <= now()) as pending,
      exists (select 1 from memory_settings where embedder <> active_embedder) as changing,
      exists (select 1 from memory_entries where forgotten_at < now() - ${FORGOTTEN_MINUTES} * interval '1 minute') as forgotten`
  const changed: string[] = []
  if (work?.due) changed.push(...(await rememberRuns()))
  if (work?.due || work?.pending) changed.push(...(await embedPending()))
  if (work?.changing) changed.push(...(await switchEmbedders()))
  if (work?.forgotten) await eraseForgotten()
  return [...new Set(changed)]
}

/**
 * What was said in runs that ended well, as entries of the agent: the person's message and the answer. The row that asks
 * for it goes in the same transaction, so each is remembered once, and never again after somebody had it forgotten.
 */
async function rememberRuns(limit = 50): Promise<string[]> {
  const rows = await platform().$queryRaw<{ workspaceId: string }[]>`
    with due as (
      delete from memory_due_runs where run_id in (select run_id from memory_due_runs limit ${limit} for update skip locked) returning run_id
    ), said as (
      select r.id as run_id, r.tenant_id, r.workspace_id, r.agent_id, r.private_to, r.thread_id, r.message_id, x.kind, x.text, x.author, r.finished_at
      from due join runs r on r.id = due.run_id
      join threads t on t.id = r.thread_id and t.deleted_at is null and t.draft_version_id is null
      join messages m on m.id = r.message_id
      join agents a on a.id = r.agent_id
      join memory_settings s on s.workspace_id = r.workspace_id and s.remember_conversations
      cross join lateral (
        select 'message' as kind, m.text, m.author_name as author
        union all
        (select 'answer', step_text(l.parts), a.name from steps l where l.run_id = r.id and l.kind = 'answer' order by l.index desc limit 1)
      ) x
      where length(x.text) >= ${LEAST_CHARS}
    ), saved as (
      insert into memory_entries (id, tenant_id, workspace_id, agent_id, private_to, kind, origin, text, saved_by_name, thread_id, message_id, run_id, created_at)
      select gen_random_uuid(), tenant_id, workspace_id, agent_id, private_to, kind, 'conversation', left(text, ${MAX_MEMORY_CHARS}), author,
        thread_id, case when kind = 'message' then message_id end, run_id, coalesce(finished_at, now())
      from said on conflict do nothing returning id, tenant_id, workspace_id
    ), pending as (
      insert into memory_pending (entry_id, tenant_id, workspace_id) select id, tenant_id, workspace_id from saved
    )
    select workspace_id as "workspaceId" from saved`
  return rows.map(({ workspaceId }) => workspaceId)
}

interface PendingEntry {
  id: string
  workspaceId: string
  tries: number
  text: string
  revision: number
  /** Embedders that have read this text. */
  readBy: string[]
}

/** Entries without the vectors that they should have. What fails is tried again later, and later each time. */
async function embedPending(): Promise<string[]> {
  const entries = await platform().$queryRaw<PendingEntry[]>`
    with due as (
      select entry_id from memory_pending where available_at <= now() order by available_at limit ${BATCH} for update skip locked
    ), held as (
      update memory_pending p set available_at = now() + ${HELD_S} * interval '1 second', tries = tries + 1 from due
      where p.entry_id = due.entry_id returning p.entry_id, p.tries
    )
    select e.id, e.workspace_id as "workspaceId", held.tries, e.text, e.revision,
      array(select v.embedder from memory_vectors v where v.entry_id = e.id) as "readBy"
    from held join memory_entries e on e.id = held.entry_id`
  const workspaceIds = [...new Set(entries.map(({ workspaceId }) => workspaceId))]
  for (const workspaceId of workspaceIds) {
    await embedOf(
      workspaceId,
      entries.filter((entry) => entry.workspaceId === workspaceId),
    )
  }
  return []
}

async function embedOf(workspaceId: string, entries: PendingEntry[]): Promise<void> {
  const settings = await readSettings(platform(), workspaceId)
  try {
    await embedWith(workspaceId, settings.target, entries)
    await setProblem(workspaceId, null)
  } catch (error) {
    if (!(error instanceof AppError)) logger().error({ error, workspaceId }, 'embedding failed')
    await setProblem(workspaceId, error instanceof AppError ? error.message : 'The embedder failed.')
    await delay(entries)
    return
  }
  // Search goes on with the one before: what is new is found there too, as long as it answers.
  if (isChanging(settings)) {
    await embedWith(workspaceId, settings.active, entries).catch((error: unknown) =>
      logger().debug({ error, workspaceId }, 'the embedder that is replaced does not answer'),
    )
  }
  // An entry that was rewritten meanwhile stays pending.
  const done = JSON.stringify(entries.map(({ id, revision }) => ({ id, revision })))
  await platform().$executeRaw`
    delete from memory_pending p using jsonb_to_recordset(${done}::jsonb) as x(id uuid, revision int), memory_entries e
    where p.entry_id = x.id and e.id = x.id and e.revision = x.revision`
  const rewritten = entries.map(({ id }) => id)
  await platform()
    .$executeRaw`update memory_pending set available_at = now() where entry_id = any(${rewritten}::uuid[])`
}

async function embedWith(workspaceId: string, ref: EmbedderRef, entries: readonly PendingEntry[]): Promise<void> {
  const unread = entries.filter(({ readBy }) => !readBy.includes(ref.embedder))
  if (unread.length === 0) return
  const choice = choiceOf(ref)
  const provider =
    choice.kind === 'provider' ? await loadWorkspaceProvider(platform(), workspaceId, choice.providerId) : null
  const points = await embed(
    ref,
    unread.map(({ text }) => text),
    provider,
    EMBED_TIMEOUT_MS,
  )
  const rows = unread.map(({ id, revision }, index) => ({ id, revision, point: toVector(points[index] ?? []) }))
  await platform().$executeRaw`
    insert into memory_vectors (entry_id, embedder, tenant_id, workspace_id, agent_id, private_to, dimension, embedding)
    select e.id, ${ref.embedder}, e.tenant_id, e.workspace_id, e.agent_id, e.private_to, ${ref.dimension}::int, x.point::halfvec
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, revision int, point text)
    join memory_entries e on e.id = x.id and e.revision = x.revision and e.forgotten_at is null
    on conflict (entry_id, embedder) do update set embedding = excluded.embedding`
}

async function delay(entries: readonly PendingEntry[]): Promise<void> {
  const tries = Math.max(...entries.map((entry) => entry.tries))
  const waitS = Math.min(MAX_BACKOFF_S, 5 * 2 ** Math.min(tries, 12))
  const ids = entries.map(({ id }) => id)
  await platform().$executeRaw`
    update memory_pending set available_at = now() + ${waitS}::int * interval '1 second' where entry_id = any(${ids}::uuid[])`
}

async function setProblem(workspaceId: string, problem: string | null): Promise<void> {
  await platform().$executeRaw`
    update memory_settings set problem = ${problem} where workspace_id = ${workspaceId}::uuid and problem is distinct from ${problem}`
}

function isChanging({ active, target }: MemorySettings): boolean {
  return active.embedder !== target.embedder
}

/** Where the new embedder has read everything, the search goes by it from here on, and the old one's vectors go. */
async function switchEmbedders(): Promise<string[]> {
  const rows = await platform().$queryRaw<{ workspaceId: string }[]>`
    update memory_settings s set active_embedder = embedder, active_dimension = dimension, problem = null
    where embedder <> active_embedder and not exists (select 1 from memory_pending p where p.workspace_id = s.workspace_id)
    returning workspace_id as "workspaceId"`
  await removeVectorsBut(
    platform(),
    rows.map(({ workspaceId }) => workspaceId),
  )
  return rows.map(({ workspaceId }) => workspaceId)
}

async function removeVectorsBut(tx: Tx, workspaceIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    delete from memory_vectors v using memory_settings s
    where s.workspace_id = any(${workspaceIds}::uuid[]) and v.workspace_id = s.workspace_id
      and v.embedder not in (s.embedder, s.active_embedder)`
}

async function eraseForgotten(limit = 1000): Promise<void> {
  await platform().$executeRaw`
    delete from memory_entries where id in (select id from memory_entries
      where forgotten_at < now() - ${FORGOTTEN_MINUTES} * interval '1 minute' limit ${limit})`
}

/** What has lain unused for longer than its workspace keeps it is gone for good, but for what people pinned. */
export async function expireMemories(limit = 10_000): Promise<void> {
  const kept = Prisma.sql`e.pinned or greatest(e.updated_at, e.last_used_at) >= now() - s.retention_days * interval '1 day'`
  await platform().$executeRaw`
    with gone as (
      delete from memory_entries where id in (
        select e.id from memory_settings s join memory_entries e on e.workspace_id = s.workspace_id
        where s.retention_days is not null and not (${kept}) limit ${limit})
      returning tenant_id, workspace_id
    )
    insert into audit_events (id, tenant_id, workspace_id, actor_kind, actor_id, action, target_kind, target_id, details)
    select gen_random_uuid(), tenant_id, workspace_id, 'system', workspace_id, 'memory.expired', 'memory', 'retention',
      jsonb_build_object('count', count(*)) from gone group by tenant_id, workspace_id`
}
