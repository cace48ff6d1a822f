import { randomUUID } from 'node:crypto'
import type { Query } from './thread-rows.ts'

interface MemoryFields {
  tenantId: string
  workspaceId: string
  agentId: string
  marker: string
}

/** A memory with its vector, one that was made of it and waits to be embedded, and the settings of the workspace. */
export async function addMemory(query: Query, fields: MemoryFields): Promise<string> {
  const { tenantId, workspaceId, agentId, marker } = fields
  const [memoryId, derivedId] = [randomUUID(), randomUUID()]
  await query(
    `insert into memory_settings (workspace_id, tenant_id, embedder, dimension, active_embedder, active_dimension)
     values ($1, $2, 'lexical-1', 384, 'lexical-1', 384)`,
    [workspaceId, tenantId],
  )
  for (const id of [memoryId, derivedId]) {
    await query(
      `insert into memory_entries (id, tenant_id, workspace_id, agent_id, kind, origin, text, saved_by_name)
       values ($1, $2, $3, $4, 'note', 'person', $5, 'Person')`,
      [id, tenantId, workspaceId, agentId, `Memory ${marker}`],
    )
  }
  await query(
    `insert into memory_vectors (entry_id, embedder, tenant_id, workspace_id, agent_id, dimension, embedding)
     select $1, 'lexical-1', $2, $3, $4, 384, array_fill(0.05, array[384])::vector::halfvec`,
    [memoryId, tenantId, workspaceId, agentId],
  )
  await query('insert into memory_pending (entry_id, tenant_id, workspace_id) values ($1, $2, $3)', [
    derivedId,
    tenantId,
    workspaceId,
  ])
  await query('insert into memory_derivations (entry_id, source_id, tenant_id, workspace_id) values ($1, $2, $3, $4)', [
    derivedId,
    memoryId,
    tenantId,
    workspaceId,
  ])
  return memoryId
}

/** The run was offered the memory, and is to be remembered itself. */
export async function addRecall(
  query: Query,
  fields: { tenantId: string; workspaceId: string; runId: string; memoryId: string },
): Promise<void> {
  const { tenantId, workspaceId, runId, memoryId } = fields
  await query(
    'insert into memory_recalls (run_id, entry_id, tenant_id, workspace_id, place) values ($1, $2, $3, $4, 0)',
    [runId, memoryId, tenantId, workspaceId],
  )
  await query('insert into memory_due_runs (run_id, tenant_id, workspace_id) values ($1, $2, $3)', [
    runId,
    tenantId,
    workspaceId,
  ])
}
