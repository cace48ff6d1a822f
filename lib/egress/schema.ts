import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

export const VERDICTS = ['allowed', 'refused', 'failed'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What one look at the way out was about: connections of one run to one host, within a moment. */
export interface ConnectionRecord {
  runId: string | null
  host: string
  port: number
  verdict: Verdict
  /** What decided, for people: `open`, `list example.com`. */
  rule: string
  /** Names of secrets that were put in. */
  secrets: string[]
  bytesUp: number
  bytesDown: number
}

export const connectionView = z.object({
  id: idSchema,
  /** Null: it was no run, such as a terminal, or one that the reader may not see. */
  runId: idSchema.nullable(),
  threadId: idSchema.nullable(),
  host: z.string(),
  port: z.number().int(),
  verdict: z.enum(VERDICTS),
  rule: z.string(),
  secrets: z.array(z.string()),
  /** How many of the same came in the same moment. */
  connections: z.number().int(),
  bytesUp: z.number(),
  bytesDown: z.number(),
  createdAt: z.iso.datetime(),
})
export type ConnectionView = z.output<typeof connectionView>
