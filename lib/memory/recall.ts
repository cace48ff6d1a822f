import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { findMemories, prepareSearch } from './find-memories.ts'
import { findEntries, insertRecalls, markUsed, selectPinned } from './store.ts'

/** A memory as a run is offered it: a row of `memory_recalls` with its entry, as `to_jsonb` writes them. */
export interface RecalledMemory {
  run_id: string
  entry_id: string
  kind: string
  text: string
  saved_by_name: string
  thread_title: string | null
  file_path: string | null
  created_at: string
}

const MAX_OFFERED = 5
const MAX_PINNED = 3

/**
 * What a run's first step is offered: what people pinned, and what is near to what was asked. Stored, so that later
 * steps, and whoever takes the run over, are told the same; the text is read anew, so that what is forgotten is gone.
 */
export async function recallForRun(
  scope: WorkspaceScope,
  run: { runId: string; agentId: string },
  asked: string,
): Promise<RecalledMemory[]> {
  const prepared = await prepareSearch(scope, asked)
  return withScope(scope, async (tx) => {
    const [pinned, hits] = await Promise.all([
      selectPinned(tx, scope.workspaceId, run.agentId, MAX_PINNED),
      findMemories(tx, prepared, { agentId: run.agentId, all: false, limit: MAX_OFFERED }),
    ])
    const similarities = new Map(hits.map(({ memory, similarity }) => [memory.id, similarity]))
    const ids = [...new Set([...pinned, ...hits.map(({ memory }) => memory.id)])].slice(0, MAX_OFFERED)
    if (ids.length === 0) return []
    const found = ids.map((entryId) => ({ entryId, similarity: similarities.get(entryId) ?? null }))
    await insertRecalls(tx, scope, run.runId, found)
    await markUsed(tx, ids)
    const entries = await findEntries(tx, ids)
    return ids.flatMap((id) => {
      const entry = entries.get(id)
      if (!entry) return []
      const { kind, text, savedBy, source, createdAt } = entry
      const { threadTitle: thread_title, filePath: file_path } = source
      const row = { run_id: run.runId, entry_id: id, kind, text, saved_by_name: savedBy, thread_title, file_path }
      return [{ ...row, created_at: createdAt }]
    })
  })
}
