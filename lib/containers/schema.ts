import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { sandboxActivity, sandboxDescription, sandboxEngine } from '#lib/sandbox/description.ts'

/** Which of an agent's sandboxes: its own, or that of one of its threads. */
export const sandboxKeyFields = { agentId: idSchema, threadId: idSchema.optional() }

export const sandboxView = sandboxDescription.extend({ threadTitle: z.string().nullable() })
export type SandboxView = z.output<typeof sandboxView>

export const sandboxActivityView = z.object({ activity: sandboxActivity.nullable() })

export const sandboxOptionsView = sandboxEngine.extend({
  /** The most that one sandbox may be given here. */
  maximums: z.object({
    memoryMb: z.number(),
    cpus: z.number(),
    pids: z.number(),
    diskMb: z.number(),
    idleSeconds: z.number(),
  }),
})
export type SandboxOptionsView = z.output<typeof sandboxOptionsView>

const opaque = z.string().min(1).max(100)
/** Which terminal, and whose: neither names a row of the database. */
export const terminalFields = { terminalId: opaque, loginId: opaque }

const side = z.number().int().min(1).max(1000)
export const terminalSize = z.object({ columns: side, rows: side })

/** What a terminal's stream says, a line each. `output` is base64 of bytes, which need not be whole characters. */
export const terminalLine = z.union([
  z.object({ output: z.string() }),
  z.object({ ended: z.enum(['exited', 'idle', 'lost', 'revoked', 'disk_full']), exitCode: z.number().optional() }),
])
export type TerminalLine = z.output<typeof terminalLine>
