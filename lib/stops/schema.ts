import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** The error of a run that a stop has ended. */
export const STOPPED = 'stopped'

/** Something that somebody stopped: nothing of it runs until it is let go on. */
export const stopView = z.object({
  level: z.enum(['tenant', 'workspace', 'agent']),
  /** Null: the whole workspace or organisation. */
  agentId: idSchema.nullable(),
  stoppedAt: z.iso.datetime(),
  stoppedBy: z.string(),
})
export type StopView = z.output<typeof stopView>

/** What stands still in a scope. */
export const stopList = z.object({ items: z.array(stopView) })
