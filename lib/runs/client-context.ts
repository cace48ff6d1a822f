import { z } from 'zod'
import { TOOL_NAMES } from '#lib/tools/registry.ts'

const text = z.string().max(500_000)
const callId = z.string().min(1).max(200)
const toolName = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'A tool’s name has 1 to 64 letters, digits, _ or -.')

/** A tool that the client executes: the run waits for its results. */
export const clientTool = z.object({
  name: toolName.refine(
    (name) => !(TOOL_NAMES as string[]).includes(name),
    'An agent has a tool of this name of its own. Choose another name.',
  ),
  description: z.string().max(10_000).default(''),
  /** JSON Schema of its arguments, as the model is shown it. */
  parameters: z.record(z.string(), z.unknown()).default({ type: 'object', properties: {} }),
})
export type ClientTool = z.output<typeof clientTool>

/** What was said before, by the client's account. */
export const clientHistory = z
  .array(
    z.discriminatedUnion('role', [
      z.object({ role: z.literal('user'), text }),
      z.object({
        role: z.literal('assistant'),
        text,
        calls: z.array(z.object({ id: callId, name: z.string().min(1).max(200), args: z.unknown() })).max(128),
      }),
      z.object({ role: z.literal('tool'), id: callId, name: z.string().min(1).max(200), text }),
    ]),
  )
  .max(2000)

/** What a client says around a message: stored with the run, read by the model, and never a permission. */
export const clientContext = z.object({
  /** Beside the agent's own persona. */
  system: text.default(''),
  history: clientHistory.default([]),
  tools: z.array(clientTool).max(64).default([]),
})
export type ClientContext = z.output<typeof clientContext>
