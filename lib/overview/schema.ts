import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { runError, runPlace, runStatus } from '#lib/stream/events.ts'

export const overviewRun = z.object({
  runId: idSchema,
  threadId: idSchema,
  threadTitle: z.string(),
  agentId: idSchema,
  status: runStatus,
  error: runError.nullable(),
  /** Asked for by whoever looks. */
  mine: z.boolean(),
  /** Since when it is as it is: queued, at work, ended. */
  since: z.iso.datetime(),
  /** Where it is at work, and when its worker last said so; null for what is not at work. */
  beat: z.object({ at: z.iso.datetime(), place: runPlace }).nullable(),
})
export type OverviewRun = z.output<typeof overviewRun>

/** A workspace at one glance. Lists hold the latest ones; counts say how many there are, up to a hundred. */
export const overview = z.object({
  live: z.array(overviewRun),
  liveCount: z.number().int(),
  /** Wait for a person's word on what their agent wants to do; or ended where a person has to act before they go on, and nothing was asked in their thread since. */
  waiting: z.array(overviewRun),
  waitingCount: z.number().int(),
  /** Failed for other reasons within seven days, and nothing was asked in their thread since. */
  failed: z.array(overviewRun),
  failedCount: z.number().int(),
  /** Since the last midnight of the time zone that was asked for. */
  today: z.object({
    costMicros: z.number(),
    /** Model calls whose price is not known. */
    unpriced: z.number().int(),
    calls: z.number().int(),
    inputTokens: z.number(),
    outputTokens: z.number(),
  }),
})
export type Overview = z.output<typeof overview>
