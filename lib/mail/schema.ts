import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

export const MESSAGE_KINDS = ['ask', 'tell', 'answer', 'result', 'person'] as const
export const MESSAGE_STATUSES = ['sent', 'waiting', 'answered', 'failed', 'expired', 'cancelled'] as const

/** Something that agents, or people among them, said to one another. */
export const teamMessageView = z.object({
  id: idSchema,
  kind: z.enum(MESSAGE_KINDS),
  /** Of an ask: what became of it. */
  status: z.enum(MESSAGE_STATUSES),
  author: z.object({ id: idSchema, name: z.string() }),
  /** Null: a person wrote it. */
  fromAgentId: idSchema.nullable(),
  /** Null: it is for everybody. */
  toAgentId: idSchema.nullable(),
  text: z.string(),
  /** The text goes on in the thread. */
  isCut: z.boolean(),
  threadId: idSchema.nullable(),
  runId: idSchema.nullable(),
  fromRunId: idSchema.nullable(),
  rootRunId: idSchema.nullable(),
  replyToId: idSchema.nullable(),
  deadlineAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type TeamMessageView = z.output<typeof teamMessageView>

export const DECISION_EFFECTS = ['warned', 'delayed', 'refused', 'stopped'] as const

/** What a safety control decided about an agent, and why. */
export const decisionView = z.object({
  id: idSchema,
  /** `talk`, `circle`, `depth`, `fan-out`, `rate`, `spawn`, `loop`, ... */
  control: z.string(),
  effect: z.enum(DECISION_EFFECTS),
  reason: z.string(),
  details: z.record(z.string(), z.unknown()),
  agentId: idSchema,
  toAgentId: idSchema.nullable(),
  threadId: idSchema,
  runId: idSchema,
  rootRunId: idSchema,
  createdAt: z.iso.datetime(),
})
export type DecisionView = z.output<typeof decisionView>
