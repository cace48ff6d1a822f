import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** Every job: its payload is ids, parsed at both ends. PostgreSQL decides what a woken worker does (invariant 1). */
export const jobs = {
  /** There may be a run to claim. Which one is claimed is PostgreSQL's choice. */
  'run.wake': z.object({ runId: idSchema }),
} as const

export type JobName = keyof typeof jobs
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>
export const QUEUE_NAME = 'crewhouse'
