import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { assertAgent } from './assert-agent.ts'
import { saveMemory } from './entries.ts'
import { hintMemoryChanged } from './hint.ts'
import { filePath, memoryText, memoryView } from './schema.ts'

/** Notes something for an agent, or for all agents of the workspace. */
export const addMemory = defineUseCase({
  id: 'memory.add',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/memory/entries', successStatus: 201 },
  input: {
    text: memoryText,
    /** Whose it is; left out or null: of all agents. */
    agentId: idSchema.nullable().optional(),
    pinned: z.boolean().optional(),
    /** The file that it is about. */
    filePath: filePath.optional(),
  },
  output: memoryView,
  async execute({ tx, scope }, { text, agentId = null, pinned, filePath }) {
    await assertAgent(tx, agentId)
    const owner = { id: newId(), agentId, origin: 'person' as const, savedByName: scope.principalName }
    return saveMemory(tx, scope, { ...owner, kind: filePath ? 'file' : 'note', text, pinned, filePath })
  },
  audit: ({ id, agentId }) => ({
    action: 'memory.saved',
    targetKind: 'memory',
    targetId: id,
    details: { scope: agentId ? 'agent' : 'workspace' },
  }),
  afterCommit: hintMemoryChanged,
})
