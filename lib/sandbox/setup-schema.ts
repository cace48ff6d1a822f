import { z } from 'zod'

export const SETUP_STATUSES = ['none', 'waiting', 'building', 'ready', 'failed'] as const

/** What came of an agent's setup command. */
export const setupView = z.object({
  /** `none`: the agent has no such command. */
  status: z.enum(SETUP_STATUSES),
  command: z.string(),
  /** What it printed; the end of it, where that is long. */
  log: z.string(),
  /** Why it failed, in words. */
  error: z.string().nullable(),
  /** Whether the agent works in an image that an earlier command, or an earlier try, made. */
  usesEarlier: z.boolean(),
  /** What the command added. */
  sizeBytes: z.number().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type SetupView = z.output<typeof setupView>
