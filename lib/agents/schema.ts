import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { toolName } from '#lib/tools/schema.ts'

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

/** How long a model may think before it answers, where its provider has such a setting. */
export const REASONING_EFFORTS = ['none', 'low', 'medium', 'high'] as const
export type ReasoningEffort = (typeof REASONING_EFFORTS)[number]

/** What is asked of a model besides the conversation; what is left out is as the provider has it. */
export const modelParameters = {
  temperature: z.number().min(0).max(2).optional(),
  maxOutputTokens: z.number().int().min(1).max(1_000_000).optional(),
  reasoningEffort: z.enum(REASONING_EFFORTS).optional(),
}
const parametersObject = z.object(modelParameters)
export type ModelParameters = z.infer<typeof parametersObject>

/** One model in an agent's order of preference. */
export const modelChoice = z.object({
  /** A provider row's id, or `demo`. */
  providerId: z.union([idSchema, z.literal(DEMO_PROVIDER)]),
  /** The provider's own name of the model. */
  model: z.string().trim().min(1).max(200),
  ...modelParameters,
  /** Whether it takes images, and how many tokens it can hold, where the name does not tell. */
  sees: z.boolean().optional(),
  contextTokens: z.number().int().min(1_000).max(100_000_000).optional(),
})
export type ModelChoice = z.infer<typeof modelChoice>

/** What an agent is known by instead of its initials. */
export const agentAvatar = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('emoji'),
    emoji: z
      .string()
      .max(40)
      .refine((text) => /^\p{RGI_Emoji}$/v.test(text), 'One emoji.'),
  }),
  /** A picture that was uploaded before. */
  z.object({ kind: z.literal('image'), imageId: idSchema }),
])
export type AgentAvatar = z.infer<typeof agentAvatar>

const part = z.string().max(50_000, 'At most 50,000 characters.')

/** Everything that makes an agent; a version holds all of it. */
export const agentFields = {
  name: z.string().trim().min(1, 'Give the agent a name.').max(80),
  color: z.enum(AGENT_COLORS),
  /** Null: its initials in its colour. */
  avatar: agentAvatar.nullable(),
  /** Who it is and how it speaks. Markdown. */
  persona: part,
  /** How it works, and what it must not do. Markdown. */
  rules: part,
  /** What it should know of the people and things around it. Markdown. */
  notes: part,
  models: z.array(modelChoice).max(5),
  /** Names of the tools that it was given; which of them it may call is the policy's to say. */
  tools: z.array(toolName).max(500),
  sandbox: sandboxSettings,
}
export const agentSettings = z.object(agentFields)
export type AgentSettings = z.output<typeof agentSettings>
export type AgentSetting = keyof AgentSettings
export const AGENT_SETTINGS = Object.keys(agentFields) as AgentSetting[]

/** The same fields, each of which may be left out. */
export const someAgentFields = {
  name: agentFields.name.optional(),
  color: agentFields.color.optional(),
  avatar: agentFields.avatar.optional(),
  persona: agentFields.persona.optional(),
  rules: agentFields.rules.optional(),
  notes: agentFields.notes.optional(),
  models: agentFields.models.optional(),
  tools: agentFields.tools.optional(),
  sandbox: agentFields.sandbox.optional(),
}

export const AGENT_STATES = ['working', 'waiting', 'idle', 'paused', 'failed', 'archived'] as const
/** `failed`: nothing to do, and its last run failed. */
export const agentState = z.enum(AGENT_STATES)
export type AgentState = z.infer<typeof agentState>

const life = {
  /** Of the newest save; 0 for an agent without versions. */
  version: z.number().int(),
  /** Set while its queued runs wait. */
  pausedAt: z.iso.datetime().nullable(),
  /** Set while it is hidden and given no work. */
  archivedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}

export const agentView = z.object({ id: idSchema, ...agentFields, ...life })
export type AgentView = z.output<typeof agentView>

/** An agent in a list. */
export const agentSummary = z.object({
  id: idSchema,
  name: agentFields.name,
  color: agentFields.color,
  avatar: agentFields.avatar,
  /** The persona's first line, without its Markdown. */
  summary: z.string(),
  models: agentFields.models,
  tools: agentFields.tools,
  state: agentState,
  ...life,
})
export type AgentSummary = z.output<typeof agentSummary>
