import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { toolName, toolRisk } from '#lib/tools/schema.ts'

/** So many a workspace can have. */
export const MAX_SERVERS = 50
/** So many can be one server's. */
export const MAX_TOOLS = 200

export const MCP_TRANSPORTS = ['stdio', 'http', 'sse'] as const
/** `stdio`: a program in the agent's own container. `http`: the streamable transport. `sse`: the one before it. */
export const mcpTransport = z.enum(MCP_TRANSPORTS)
export type McpTransport = z.infer<typeof mcpTransport>

/** Without underscores, so that the names of tools can be taken apart again: `mcp_git-hub_search_code`. */
export const mcpServerName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Give the server a name.')
  .max(20, 'At most 20 characters.')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'A name has small letters, digits and single hyphens, such as git-hub.')

const text = z.string().regex(/^[^\0\r\n]*$/, 'One line.')

/** A variable or a header. `${NAME}` in the value stands for the secret of that name. */
const mcpVariable = z.strictObject({
  name: z
    .string()
    .trim()
    .max(100)
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'Letters, digits and underscores.'),
  value: text.max(4000),
})
const mcpHeader = z.strictObject({
  name: z
    .string()
    .trim()
    .max(100)
    .regex(/^[A-Za-z0-9-]+$/, 'Letters, digits and hyphens.'),
  value: text.max(4000).regex(/^[\x20-\x7e]*$/, 'Letters, digits and signs of ASCII.'),
})
export type McpValue = z.output<typeof mcpVariable>

export const mcpServerFields = {
  name: mcpServerName,
  transport: mcpTransport,
  /** A program of the sandbox's image, such as `npx`. */
  command: text.trim().max(1000),
  args: z.array(text.max(4000)).max(100),
  env: z.array(mcpVariable).max(50),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)]),
  headers: z.array(mcpHeader).max(20),
  timeoutS: z.number().int().min(5).max(1800),
}
export const newMcpServer = z.object({
  ...mcpServerFields,
  command: mcpServerFields.command.default(''),
  args: mcpServerFields.args.default([]),
  env: mcpServerFields.env.default([]),
  url: mcpServerFields.url.default(''),
  headers: mcpServerFields.headers.default([]),
  timeoutS: mcpServerFields.timeoutS.default(120),
})
export type NewMcpServer = z.output<typeof newMcpServer>

/** `oauth`: each agent shows a token of its own connection. `none`: the headers are all that there is. */
export const mcpSignIn = z.enum(['none', 'oauth']).default('none')

/** How a server is reached: what the worker needs to talk with it. */
export const mcpTarget = z.object({ id: idSchema, ...mcpServerFields, signIn: mcpSignIn })
export type McpTarget = z.output<typeof mcpTarget>

/** What the server says of a tool, and nobody has checked but for its size and shape. */
export const mcpDefinition = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string(),
  inputSchema: z.record(z.string(), z.unknown()),
  outputSchema: z.record(z.string(), z.unknown()).optional(),
  annotations: z
    .object({
      readOnlyHint: z.boolean().optional(),
      destructiveHint: z.boolean().optional(),
      idempotentHint: z.boolean().optional(),
      openWorldHint: z.boolean().optional(),
    })
    .optional(),
})
export type McpDefinition = z.output<typeof mcpDefinition>

/** What a server says of itself. */
export const mcpAbout = z.object({
  name: z.string(),
  version: z.string(),
  instructions: z.string(),
  protocol: z.string(),
  hasResources: z.boolean(),
  hasPrompts: z.boolean(),
  /** Tools that cannot be used, and why. */
  leftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
})
export type McpAbout = z.output<typeof mcpAbout>

/** What the worker finds when it looks at a server. */
export const mcpSnapshot = z.object({ about: mcpAbout, tools: z.array(mcpDefinition).max(MAX_TOOLS) })
export type McpSnapshot = z.output<typeof mcpSnapshot>

export const mcpServerView = z.object({
  id: idSchema,
  ...mcpServerFields,
  signIn: mcpSignIn,
  enabled: z.boolean(),
  about: mcpAbout.nullable(),
  checkedAt: z.iso.datetime().nullable(),
  /** Why it could not be looked at the last time. */
  problem: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  tools: z.object({ enabled: z.number().int(), quarantined: z.number().int() }),
})
export type McpServerView = z.output<typeof mcpServerView>

export const MCP_TOOL_STATES = ['enabled', 'quarantined', 'gone'] as const

export const mcpToolView = z.object({
  id: idSchema,
  serverId: idSchema,
  name: z.string(),
  /** As agents call it, and rules name it. */
  toolName,
  /** `quarantined`: no agent has it, until somebody has looked at it and enables it. `gone`: the server lists it no more. */
  state: z.enum(MCP_TOOL_STATES),
  risk: toolRisk,
  definition: mcpDefinition,
  /** Which definition this is: send it along to enable it, and nothing else is enabled. */
  hash: z.string(),
  /** What was enabled the last time, where that was something else. */
  before: mcpDefinition.nullable(),
  /** What is another than in `before`, as a patch. */
  patch: z.string().nullable(),
  enabledBy: z.string().nullable(),
  enabledAt: z.iso.datetime().nullable(),
})
export type McpToolView = z.output<typeof mcpToolView>
