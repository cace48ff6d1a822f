import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import {
  agentVersionRef,
  runError,
  runStatus,
  stepKind,
  stepPart,
  stepUsage,
  toolCallStatus,
  toolResult,
} from '#lib/stream/events.ts'
import { callDecision, decidingRule } from '#lib/tools/schema.ts'

const time = z.iso.datetime()

/** A question to a person about a call. */
export const traceApproval = z.object({
  status: z.enum(['waiting', 'approved', 'refused', 'expired']),
  scope: z.enum(['once', 'run', 'always']).nullable(),
  /** The rules that wanted a person's word. */
  asks: z.array(decidingRule),
  reason: z.string(),
  answeredByName: z.string().nullable(),
  askedAt: time,
  /** Null: nobody has answered, or time has. */
  answeredAt: time.nullable(),
})

export const traceCall = z.object({
  id: idSchema,
  name: z.string(),
  /** How its arguments begin. */
  summary: z.string(),
  status: toolCallStatus,
  /** Null: it was not made, or not yet. */
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  /** Which rule decided; null: none did yet, or nobody kept it. */
  decision: callDecision.nullable(),
  approval: traceApproval.nullable(),
  /** Whether what was searched for is in it. */
  matches: z.boolean(),
})
export type TraceCall = z.output<typeof traceCall>

export const traceStep = z.object({
  index: z.number().int(),
  kind: stepKind,
  attempt: z.number().int(),
  provider: z.string(),
  model: z.string(),
  startedAt: time,
  /** Null: nobody kept it. */
  firstTokenAt: time.nullable(),
  finishedAt: time,
  finishReason: z.string(),
  usage: stepUsage.nullable(),
  /** How its text begins. */
  summary: z.string(),
  toolCalls: z.array(traceCall),
  matches: z.boolean(),
})
export type TraceStep = z.output<typeof traceStep>

/** A call of a model that failed. */
export const traceFailure = z.object({
  /** The step that it was for. */
  step: z.number().int(),
  attempt: z.number().int(),
  provider: z.string(),
  model: z.string(),
  /** `rate_limited`, `overloaded`, `network`, ... */
  kind: z.string(),
  /** The provider's own words. */
  message: z.string(),
  /** Waited before the next try. */
  delayMs: z.number().int(),
  startedAt: time,
  failedAt: time,
})
export type TraceFailure = z.output<typeof traceFailure>

/** What a run did and when, without what was said. */
export const runTrace = z.object({
  runId: idSchema,
  threadId: idSchema,
  threadTitle: z.string(),
  agentId: idSchema,
  agentName: z.string(),
  /** The message that it answers. */
  message: z.object({ id: idSchema, authorName: z.string(), text: z.string() }),
  status: runStatus,
  attempt: z.number().int(),
  error: runError.nullable(),
  agentVersion: agentVersionRef.nullable(),
  queuedAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  /** The run that its first steps were copied from, and how many they are. */
  forkedFrom: z.object({ runId: idSchema, steps: z.number().int() }).nullable(),
  steps: z.array(traceStep),
  failures: z.array(traceFailure),
})
export type RunTrace = z.output<typeof runTrace>

/** What a model was given, as it was sent. */
export const tracePrompt = z.object({
  system: z.string(),
  tools: z.array(z.looseObject({ name: z.string() })),
  /** Without the system's. An image is named by its SHA-256 and size. */
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
  /** Temperature and the like. */
  parameters: z.record(z.string(), z.unknown()),
  /** SHA-256 over the hashes of its parts. */
  hash: z.string(),
  /** Whether what is shown is, byte for byte, what was stored when it was sent. */
  verified: z.boolean(),
})
export type TracePrompt = z.output<typeof tracePrompt>

/** One step with everything in it. */
export const stepDetail = z.object({
  index: z.number().int(),
  parts: z.array(stepPart),
  toolCalls: z.array(
    z.object({ id: idSchema, name: z.string(), args: z.unknown(), result: toolResult.nullable().default(null) }),
  ),
  /** Null: it was made before prompts were kept, or was copied from another run. */
  prompt: tracePrompt.nullable(),
})
export type StepDetail = z.output<typeof stepDetail>
