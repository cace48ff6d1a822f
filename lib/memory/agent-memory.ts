import type { WorkspaceScope } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { forgetMemory, saveMemory } from './entries.ts'
import { findMemories, prepareSearch } from './find-memories.ts'
import { hintMemoryChanged } from './hint.ts'
import type { MemoryHit, MemoryView } from './schema.ts'
import { findEntries, markUsed } from './store.ts'

/** An agent at work: whose run it is says what is private. */
export interface AgentAtWork {
  scope: WorkspaceScope
  agentId: string
  runId: string
}

/** What the agent may know: its own memories and those of all agents. */
export async function searchAsAgent(
  { scope, agentId }: AgentAtWork,
  query: string,
  limit: number,
): Promise<MemoryHit[]> {
  const prepared = await prepareSearch(scope, query)
  return withScope(scope, async (tx) => {
    const hits = await findMemories(tx, prepared, { agentId, all: false, limit })
    const ids = hits.map(({ memory }) => memory.id)
    if (ids.length > 0) await markUsed(tx, ids)
    return hits
  })
}

export interface AgentNote {
  /** A call that is repeated remembers once. */
  id: string
  text: string
  scope: 'agent' | 'workspace'
  filePath?: string
  from?: string[]
}

/** @throws AppError `not_found` for a memory that it names and may not know */
export async function saveAsAgent(work: AgentAtWork, note: AgentNote): Promise<MemoryView> {
  const { scope, agentId, runId } = work
  const saved = await withScope(scope, async (tx) => {
    const from = note.from ?? []
    for (const id of from) await loadKnown(tx, agentId, id)
    const memory = await saveMemory(tx, scope, {
      id: note.id,
      agentId: note.scope === 'agent' ? agentId : null,
      kind: note.filePath ? 'file' : 'note',
      origin: 'agent',
      text: note.text,
      savedByName: await nameOf(tx, agentId),
      runId,
      filePath: note.filePath ?? null,
      from,
    })
    await appendAudit(tx, scope, {
      action: 'memory.saved',
      targetKind: 'memory',
      targetId: memory.id,
      details: { agentId, runId, scope: note.scope },
      idempotencyKey: `memory:${memory.id}:saved`,
    })
    return memory
  })
  await hintMemoryChanged(scope)
  return saved
}

/** @throws AppError `not_found`; `not_allowed` for what a person pinned */
export async function forgetAsAgent({ scope, agentId, runId }: AgentAtWork, id: string): Promise<void> {
  await withScope(scope, async (tx) => {
    const memory = await loadKnown(tx, agentId, id)
    if (memory.forgottenAt) return
    if (memory.pinned) throw new AppError('not_allowed', 'A person pinned this memory. Ask them to forget it.')
    await forgetMemory(tx, id)
    await appendAudit(tx, scope, {
      action: 'memory.forgotten',
      targetKind: 'memory',
      targetId: id,
      details: { agentId, runId },
    })
  })
  await hintMemoryChanged(scope)
}

/** Another agent's memory is not there for this one. */
async function loadKnown(tx: Tx, agentId: string, id: string): Promise<MemoryView> {
  const memory = (await findEntries(tx, [id])).get(id)
  if (!memory || (memory.agentId !== null && memory.agentId !== agentId)) throw notFound('The memory')
  return memory
}

async function nameOf(tx: Tx, agentId: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ name: string }[]>`select name from agents where id = ${agentId}::uuid`
  return row?.name ?? ''
}
