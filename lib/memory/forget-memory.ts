import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { eraseMemory, forgetMemory, loadMemory, restoreMemory } from './entries.ts'
import { hintMemoryChanged } from './hint.ts'
import { memoryView } from './schema.ts'

/**
 * Forgets a memory, and what was made of it: out of every search at once, and gone for good after an hour. With `erase`
 * nothing of it is left at once.
 */
export const forgetMemoryEntry = defineUseCase({
  id: 'memory.forget',
  level: 'workspace',
  role: 'member',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/memory/entries/{memoryId}' },
  input: {
    memoryId: idSchema,
    erase: z.boolean().optional(),
  },
  output: z.object({ id: idSchema, erased: z.boolean() }),
  load: ({ tx }, { memoryId }) => loadMemory(tx, memoryId),
  async execute({ tx }, { memoryId, erase = false }) {
    if (erase) await eraseMemory(tx, memoryId)
    else await forgetMemory(tx, memoryId)
    return { id: memoryId, erased: erase }
  },
  audit: ({ id, erased }) => ({
    action: erased ? 'memory.erased' : 'memory.forgotten',
    targetKind: 'memory',
    targetId: id,
  }),
  afterCommit: hintMemoryChanged,
})

/** Brings back what was forgotten, and what was made of it. */
export const restoreMemoryEntry = defineUseCase({
  id: 'memory.restore',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/memory/entries/{memoryId}/restore' },
  input: { memoryId: idSchema },
  output: memoryView,
  load: ({ tx }, { memoryId }) => loadMemory(tx, memoryId),
  execute: ({ tx, scope }, { memoryId }) => restoreMemory(tx, scope, memoryId),
  audit: ({ id }) => ({ action: 'memory.restored', targetKind: 'memory', targetId: id }),
  afterCommit: hintMemoryChanged,
})
