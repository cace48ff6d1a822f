import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import {
  agentVersionRef,
  messageView,
  runError,
  runStatus,
  stepPart,
  stepUsage,
  toolCallView,
} from '#lib/stream/events.ts'

export const stepView = z.object({
  index: z.number().int(),
  provider: z.string(),
  model: z.string(),
  parts: z.array(stepPart),
  toolCalls: z.array(toolCallView),
  /** Null while the model still answers. */
  finishReason: z.string().nullable(),
  usage: stepUsage.nullable(),
})
export type StepView = z.output<typeof stepView>

export const runView = z.object({
  id: idSchema,
  threadId: idSchema,
  agentId: idSchema,
  messageId: idSchema,
  status: runStatus,
  attempt: z.number().int(),
  error: runError.nullable(),
  retryOfId: idSchema.nullable(),
  superseded: z.boolean(),
  /** The version of the agent by which it was worked on last; null before it begins. */
  agentVersion: agentVersionRef.nullable(),
  queuedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  steps: z.array(stepView),
})
export type RunView = z.output<typeof runView>

/** A thread as it durably is: what the page starts from, and what the event stream's reducer goes on with. */
export const transcript = z.object({
  messages: z.array(messageView),
  /** In order of their messages; superseded ones included. */
  runs: z.array(runView),
  /** Subscribe to the thread's topic from here. */
  cursor: z.string(),
})
export type Transcript = z.output<typeof transcript>

/** A message with the runs that answered it, superseded ones included. */
export const turnView = z.object({ message: messageView, runs: z.array(runView) })
export type TurnView = z.output<typeof turnView>
