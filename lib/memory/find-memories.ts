import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { loadWorkspaceProvider } from '#lib/providers/credentials.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { choiceOf, type EmbedderRef, embed, isLexical } from './embedders.ts'
import { toMemoryQuery } from './query.ts'
import type { MemoryHit } from './schema.ts'
import { readSettings } from './settings.ts'
import { findEntries, searchRows } from './store.ts'

/** Without an answer by then the search goes by words alone. */
const EMBED_TIMEOUT_MS = 4_000
const MAX_QUERY_CHARS = 4_000

/** What a search is made of; its vector may have come over the network. */
export interface PreparedSearch {
  query: string | null
  ref: EmbedderRef
  point: number[] | null
}

/** Makes a search of a text: outside of any transaction, for a provider's embedder is asked. */
export async function prepareSearch(
  scope: WorkspaceScope,
  fullText: string,
  options: { typing?: boolean } = {},
): Promise<PreparedSearch> {
  const text = fullText.slice(0, MAX_QUERY_CHARS).toWellFormed()
  const query = toMemoryQuery(text, options)
  const { active, provider } = await withScope(scope, async (tx) => {
    const { active } = await readSettings(tx, scope.workspaceId)
    const choice = choiceOf(active)
    const provider =
      choice.kind === 'provider' ? await loadWorkspaceProvider(tx, scope.workspaceId, choice.providerId) : null
    return { active, provider }
  })
  try {
    const [point] = await embed(active, [text], provider, EMBED_TIMEOUT_MS)
    return { query, ref: active, point: point ?? null }
  } catch (error) {
    logger().debug({ error }, 'a search of the memory goes by words alone')
    return { query, ref: active, point: null }
  }
}

/** Of which entries: an agent's own and those of all agents; or, for people, all of the workspace. */
export interface SearchFilter {
  agentId: string | null
  all: boolean
  limit: number
}

/**
 * The best matches, best first. With the offline embedder what shares no word and little else is no match at all.
 * Rows are read under row-level security again, whatever the search function let through.
 */
export async function findMemories(
  tx: Tx,
  { query, ref, point }: PreparedSearch,
  filter: SearchFilter,
): Promise<MemoryHit[]> {
  const found = await searchRows(tx, query, ref, point, filter)
  const near = found.filter((each) => each.has_words || (each.similarity ?? 0) >= leastSimilarity(ref))
  const entries = await findEntries(
    tx,
    near.map(({ entry_id }) => entry_id),
  )
  return near.flatMap(({ entry_id, similarity }) => {
    const memory = entries.get(entry_id)
    return memory ? [{ memory, similarity }] : []
  })
}

/** Below it two texts have nothing to do with one another. */
export function leastSimilarity(ref: EmbedderRef): number {
  return isLexical(ref) ? 0.16 : 0.25
}
