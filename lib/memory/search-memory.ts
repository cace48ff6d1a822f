import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { findMemories, prepareSearch } from './find-memories.ts'
import { memoryHit } from './schema.ts'

/** What is remembered about something, by meaning and by words, the best first. */
export const searchMemory = defineUseCase({
  id: 'memory.search',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/search/memory' },
  input: {
    q: z.string().trim().min(1, 'Write what to search for.').max(1000),
    /** What this agent may know: its own and those of all agents. Left out: everything in the workspace. */
    agentId: idSchema.optional(),
    /** The best ones; there is no second page. */
    limit: z.coerce.number().int().min(1).max(50).default(20),
  },
  output: z.object({ items: z.array(memoryHit) }),
  prepare: (scope, { q }) => prepareSearch(scope, q, { typing: true }),
  async execute({ tx, prepared }, { agentId, limit }) {
    return { items: await findMemories(tx, prepared, { agentId: agentId ?? null, all: agentId === undefined, limit }) }
  },
})
