import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { redis } from './connection.ts'

/** Where workers listen for what cannot wait for their next heartbeat. */
export const CONTROL_CHANNEL = 'crewhouse:control'

export const controlMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cancel'), runId: idSchema }),
  z.object({ type: z.literal('stop-tool-call'), runId: idSchema, toolCallId: idSchema }),
  /** Somebody stopped an organisation, a workspace or an agent: its runs and containers halt. */
  z.object({
    type: z.literal('halt'),
    tenantId: idSchema,
    workspaceId: idSchema.nullable(),
    agentId: idSchema.nullable(),
  }),
  /** A provider said "too many requests": whoever uses this key waits. */
  z.object({ type: z.literal('cool-down'), keyId: z.string(), restMs: z.number().positive() }),
])
export type ControlMessage = z.infer<typeof controlMessage>

/** Tells all workers. Who misses it learns of the same from the next heartbeat, or from the provider. */
export async function publishControl(message: ControlMessage): Promise<void> {
  await redis().publish(CONTROL_CHANNEL, JSON.stringify(message))
}
