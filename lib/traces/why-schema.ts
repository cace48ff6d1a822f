import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { toolCallStatus } from '#lib/stream/events.ts'

const time = z.iso.datetime()

/** One thing that was there before, the oldest first. */
export const whyLink = z.discriminatedUnion('kind', [
  /** A person's message: the one that the run answers, or one that it took in while it worked. */
  z.object({ kind: z.literal('message'), messageId: idSchema, authorName: z.string(), text: z.string(), at: time }),
  /** What was answered before in the thread, as one: its last run leads on. */
  z.object({ kind: z.literal('earlier'), runId: idSchema, text: z.string(), at: time }),
  /** What the model said in a step. */
  z.object({ kind: z.literal('step'), step: z.number().int(), text: z.string(), at: time }),
  /** A call whose result was in the prompt. */
  z.object({
    kind: z.literal('call'),
    step: z.number().int(),
    toolCallId: idSchema,
    name: z.string(),
    summary: z.string(),
    status: toolCallStatus,
    at: time,
    /** What stands in its result and in what is asked about; none: nothing telling. */
    shared: z.array(z.string()),
  }),
])
export type WhyLink = z.output<typeof whyLink>

/** What led to an answer, a call of a tool, or a change of a file: what the model had been given when it wrote that. */
export const why = z.object({
  runId: idSchema,
  threadId: idSchema,
  /** The step that did it, and the call; null: the step's answer itself. */
  step: z.number().int(),
  toolCallId: idSchema.nullable(),
  chain: z.array(whyLink),
})
export type Why = z.output<typeof why>
