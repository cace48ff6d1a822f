import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { loadMemory } from './entries.ts'
import { memoryKind, memoryView } from './schema.ts'
import { selectEntries } from './store.ts'

/** What a workspace and its agents remember, newest first. */
export const listMemories = defineUseCase({
  id: 'memory.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/memory/entries' },
  input: {
    ...pageFields,
    /** `all-agents`: those that are no single agent's. */
    agentId: z.union([idSchema, z.literal('all-agents')]).optional(),
    kind: memoryKind.optional(),
    pinned: z.boolean().optional(),
    /** What was forgotten and can still be brought back. */
    forgotten: z.boolean().optional(),
  },
  output: pageOf(memoryView),
  execute: ({ tx, scope }, { cursor, limit, agentId, ...filter }) =>
    selectEntries(
      tx,
      scope.workspaceId,
      { ...filter, agentId: agentId === 'all-agents' ? null : agentId },
      { after: decodePageCursor(timeKey, cursor), limit },
    ),
})

/** One of them. */
export const getMemory = defineUseCase({
  id: 'memory.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/memory/entries/{memoryId}' },
  input: { memoryId: idSchema },
  output: memoryView,
  execute: ({ tx }, { memoryId }) => loadMemory(tx, memoryId),
})
