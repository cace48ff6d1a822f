import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { searchHit } from './schema.ts'
import { toSearchQuery } from './search-query.ts'
import { markMatches, snippetOf } from './snippet.ts'
import { findThreads, searchTexts } from './store.ts'

/** The threads in whose title, messages or answers all of these words stand; the last word may be a beginning. */
export const searchThreads = defineUseCase({
  id: 'threads.search',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/search/threads' },
  input: {
    q: z.string().trim().min(1, 'Write what to search for.').max(200),
    agentId: idSchema.optional(),
    archived: z.boolean().optional(),
    /** The best ones; there is no second page. */
    limit: z.coerce.number().int().min(1).max(50).default(20),
  },
  output: z.object({ items: z.array(searchHit) }),
  async execute({ tx }, { q, ...filter }) {
    const query = toSearchQuery(q)
    if (!query) return { items: [] }
    const texts = await searchTexts(tx, query, { ...filter, archived: filter.archived ?? false })
    const threads = await findThreads(
      tx,
      texts.map(({ thread_id }) => thread_id),
    )
    const items = texts.flatMap(({ thread_id, kind, text }) => {
      const thread = threads.get(thread_id)
      if (!thread) return []
      return [{ thread, title: markMatches(thread.title, q), found: { kind, snippet: snippetOf(text, q) } }]
    })
    return { items }
  },
})
