import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { choiceOf, type EmbedderRef, lexical } from './embedders.ts'
import { type MemorySettingsView, memorySettingsView } from './schema.ts'

export interface MemorySettings {
  rememberConversations: boolean
  retentionDays: number | null
  /** What new vectors are made by. */
  target: EmbedderRef
  /** What is searched by: the one before, until the target has read everything. */
  active: EmbedderRef
  problem: string | null
}

interface SettingsRow {
  remember_conversations: boolean
  retention_days: number | null
  embedder: string
  dimension: number
  active_embedder: string
  active_dimension: number
  problem: string | null
}

export const defaultSettings: MemorySettings = {
  rememberConversations: false,
  retentionDays: null,
  target: lexical,
  active: lexical,
  problem: null,
}

/** Of a workspace that has none stored: those that all begin with. */
export async function readSettings(tx: Tx, workspaceId: string): Promise<MemorySettings> {
  const [row] = await tx.$queryRaw<
    SettingsRow[]
  >`select * from memory_settings where workspace_id = ${workspaceId}::uuid`
  if (!row) return defaultSettings
  return {
    rememberConversations: row.remember_conversations,
    retentionDays: row.retention_days,
    target: { embedder: row.embedder, dimension: row.dimension },
    active: { embedder: row.active_embedder, dimension: row.active_dimension },
    problem: row.problem,
  }
}

export async function viewSettings(tx: Tx, workspaceId: string): Promise<MemorySettingsView> {
  const settings = await readSettings(tx, workspaceId)
  const [counts] = await tx.$queryRaw<{ pending: number; entries: number }[]>`
    select (select count(*)::int from memory_pending where workspace_id = ${workspaceId}::uuid) as pending,
      (select count(*)::int from memory_entries where workspace_id = ${workspaceId}::uuid and forgotten_at is null) as entries`
  const { rememberConversations, retentionDays, target, active, problem } = settings
  return memorySettingsView.parse({
    rememberConversations,
    retentionDays,
    embedder: choiceOf(target),
    dimension: target.dimension,
    isChanging: target.embedder !== active.embedder,
    problem,
    ...counts,
  })
}

/**
 * Stores what is given. Another embedder reads all entries anew, in the background: what was searched by stays so until
 * then, but where there is nothing to read.
 */
export async function writeSettings(
  tx: Tx,
  { tenantId, workspaceId }: WorkspaceScope,
  change: { rememberConversations?: boolean; retentionDays?: number | null; target?: EmbedderRef },
): Promise<void> {
  const before = await readSettings(tx, workspaceId)
  const target = change.target ?? before.target
  const retentionDays = change.retentionDays === undefined ? before.retentionDays : change.retentionDays
  const remember = change.rememberConversations ?? before.rememberConversations
  await tx.$executeRaw`
    insert into memory_settings (workspace_id, tenant_id, remember_conversations, retention_days, embedder, dimension, active_embedder, active_dimension)
    values (${workspaceId}::uuid, ${tenantId}::uuid, ${remember}, ${retentionDays}::int, ${target.embedder}, ${target.dimension}::int,
      ${before.active.embedder}, ${before.active.dimension}::int)
    on conflict (workspace_id) do update set remember_conversations = excluded.remember_conversations,
      retention_days = excluded.retention_days, embedder = excluded.embedder, dimension = excluded.dimension, updated_at = now(),
      problem = ${change.target ? null : before.problem}`
  if (target.embedder === before.target.embedder) return
  await tx.$executeRaw`
    insert into memory_pending (entry_id, tenant_id, workspace_id)
    select id, tenant_id, workspace_id from memory_entries where workspace_id = ${workspaceId}::uuid and forgotten_at is null
    on conflict (entry_id) do update set tries = 0, available_at = now()`
}
