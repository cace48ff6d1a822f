import { z } from 'zod'
import type { ToolDefinition, ToolSource } from '#lib/tools/definition.ts'
import { filePath, memoryText } from './schema.ts'

/** Which source the tools of the memory come from. */
export const MEMORY = 'memory'

function defineTool<Name extends string, Input extends z.ZodType>(
  tool: Pick<ToolDefinition<Name, Input>, 'name' | 'description' | 'input' | 'risk'>,
): ToolDefinition<Name, Input> {
  return { ...tool, group: 'memory', runsIn: 'platform', idempotent: true, timeoutMs: 30_000, source: MEMORY }
}

/** Tools by which an agent notes something for later runs, finds it again, and forgets it. */
export const memoryTools = {
  memory_search: defineTool({
    name: 'memory_search',
    description: 'Search what you, your team and people noted before. Returns ids, texts and sources.',
    input: z.object({
      query: z.string().trim().min(1).max(1000),
      limit: z.number().int().min(1).max(20).optional().describe('default 6'),
    }),
    risk: 'read',
  }),
  memory_save: defineTool({
    name: 'memory_save',
    description:
      'Note a lasting fact, decision or preference for later runs, in one or two plain sentences. Never a password or key.',
    input: z.object({
      text: memoryText,
      scope: z
        .enum(['agent', 'workspace'])
        .optional()
        .describe('agent (default): for you alone; workspace: all agents'),
      file: filePath.optional().describe('path, if it says what that file is about'),
      from: z.array(z.uuid()).max(20).optional().describe('ids of memories that it sums up'),
    }),
    risk: 'write',
  }),
  memory_forget: defineTool({
    name: 'memory_forget',
    description: 'Forget what is wrong or out of date, by its id.',
    input: z.object({ id: z.uuid() }),
    risk: 'write',
  }),
} as const

const all = Object.values<ToolDefinition>(memoryTools)

/** The tools of the memory: every workspace has them. */
export const memoryToolSource: ToolSource = { id: MEMORY, definitions: async () => all }
