import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { toolName } from '#lib/tools/registry.ts'

/** The offline model that follows a documented grammar and costs nothing. */
export const DEMO_PROVIDER = 'demo'

export const AGENT_COLORS = [
  'slate',
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'indigo',
  'violet',
  'pink',
] as const

/** One model in an agent's order of preference. */
export const modelChoice = z.object({
  /** A provider row's id, or `demo`. */
  providerId: z.union([idSchema, z.literal(DEMO_PROVIDER)]),
  /** The provider's own name of the model. */
  model: z.string().trim().min(1).max(200),
})
export type ModelChoice = z.infer<typeof modelChoice>

export const agentFields = {
  name: z.string().trim().min(1, 'Give the agent a name.').max(80),
  color: z.enum(AGENT_COLORS),
  /** Markdown */
  persona: z.string().max(50_000),
  models: z.array(modelChoice).max(5),
  tools: z.array(toolName).max(100),
  sandbox: sandboxSettings,
}

export const agentView = z.object({
  id: idSchema,
  ...agentFields,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type AgentView = z.output<typeof agentView>
