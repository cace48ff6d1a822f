import { z } from 'zod'
import type { ToolDefinition, ToolSource } from '#lib/tools/definition.ts'

/** Which source the tools come from by which agents talk to one another. */
export const TEAM = 'team'

/** How long an agent waits for another one's answer where it does not say, and at most. */
export const DEFAULT_PATIENCE_S = 1800
export const MAX_PATIENCE_S = 86_400

function defineTool<Name extends string, Input extends z.ZodType>(
  tool: Pick<ToolDefinition<Name, Input>, 'name' | 'description' | 'input' | 'risk' | 'waits'>,
): ToolDefinition<Name, Input> {
  // What is sent is known by the call that sent it, so that a call which is made again sends nothing again.
  return { ...tool, group: 'agents', runsIn: 'platform', idempotent: true, timeoutMs: 30_000, source: TEAM }
}

const agent = z.string().trim().min(1).max(80).describe('its name, or its id')
const message = z.string().trim().min(1).max(60_000)

/** Tools by which agents work as a team. */
export const teamTools = {
  agents_list: defineTool({
    name: 'agents_list',
    description:
      'List the other agents of your team: what each is for, what it does now, and whether you may talk to it.',
    input: z.object({}),
    risk: 'read',
  }),
  agent_ask: defineTool({
    name: 'agent_ask',
    description:
      'Ask another agent to do something, and wait for its answer. It knows nothing of your conversation: say all that it needs. Several asks in one step are worked on at the same time.',
    input: z.object({
      agent,
      message,
      timeout_s: z.number().int().min(1).max(MAX_PATIENCE_S).optional().describe(`default ${DEFAULT_PATIENCE_S}`),
    }),
    risk: 'write',
    waits: true,
  }),
  agent_tell: defineTool({
    name: 'agent_tell',
    description: 'Tell another agent something, without waiting. It begins to work on it; no answer comes back to you.',
    input: z.object({ agent, message }),
    risk: 'write',
  }),
} as const

export type TeamToolName = keyof typeof teamTools
export const TEAM_TOOL_NAMES = Object.keys(teamTools) as TeamToolName[]

const all = Object.values<ToolDefinition>(teamTools)

/** The tools of a team: every workspace has them; its rules say who reaches whom. */
export const teamToolSource: ToolSource = { id: TEAM, definitions: async () => all }
