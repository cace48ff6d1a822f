import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { assertAgent } from './assert-agent.ts'
import { changeMemory, loadMemory } from './entries.ts'
import { hintMemoryChanged } from './hint.ts'
import { memoryText, memoryView } from './schema.ts'

/** Corrects a memory, pins it, or gives it to another agent or to all. What is pinned is offered to every run. */
export const updateMemory = defineUseCase({
  id: 'memory.update',
  level: 'workspace',
  role: 'member',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/memory/entries/{memoryId}' },
  input: {
    memoryId: idSchema,
    text: memoryText.optional(),
    pinned: z.boolean().optional(),
    agentId: idSchema.nullable().optional(),
  },
  output: memoryView,
  load: ({ tx }, { memoryId }) => loadMemory(tx, memoryId),
  async execute({ tx, scope }, { memoryId: _, ...change }, seen) {
    await assertAgent(tx, change.agentId ?? null)
    return changeMemory(tx, scope, seen, change)
  },
  audit: ({ id, agentId, pinned }, { text }) => ({
    action: 'memory.updated',
    targetKind: 'memory',
    targetId: id,
    details: { scope: agentId ? 'agent' : 'workspace', pinned, isRewritten: text !== undefined },
  }),
  afterCommit: hintMemoryChanged,
})
