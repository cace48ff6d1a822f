import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/*
 * What travels from the worker to browsers and API clients. Producer: worker/engine, and the use cases that queue or
 * cancel runs. Consumers: the SSE routes and the thread's reducer. Never: the truth. A reader that missed something
 * loads the durable snapshot again.
 */

const changedFile = z.object({ path: z.string(), size: z.number() })
export type ChangedFile = z.infer<typeof changedFile>

/** What a tool call came to; the same in the database, on the stream, and (its `text`) before the model. */
export const toolResult = z.object({
  /** What the model reads. */
  text: z.string(),
  /** For people: what the card shows besides. */
  view: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('shell'),
        exitCode: z.number().int().nullable(),
        outcome: z.string(),
        durationMs: z.number(),
        /** Workspace path of the whole output where `text` was cut. */
        fullOutputPath: z.string().optional(),
        /** Files of the workspace that changed while it ran, by its own doing or another's. */
        changedFiles: z.array(changedFile).optional(),
      }),
      z.object({
        kind: z.literal('diff'),
        path: z.string(),
        patch: z.string(),
        added: z.number(),
        removed: z.number(),
      }),
      z.object({ kind: z.literal('file'), path: z.string(), size: z.number() }),
      z.object({ kind: z.literal('text') }),
      /** Tools that the agent has found, and is offered from here on. */
      z.object({ kind: z.literal('tools'), names: z.array(z.string()) }),
      /** Another agent's work: where it can be read. */
      z.object({ kind: z.literal('agent'), agentId: idSchema, threadId: idSchema, runId: idSchema }),
    ])
    .default({ kind: 'text' }),
})
export type ToolResult = z.output<typeof toolResult>

export const toolCallStatus = z.enum(['pending', 'started', 'succeeded', 'failed', 'refused', 'cancelled', 'unknown'])
export type ToolCallStatus = z.infer<typeof toolCallStatus>

export const toolCallView = z.object({
  id: idSchema,
  name: z.string(),
  args: z.unknown(),
  status: toolCallStatus,
  /** Tail of what the tool has printed so far, while it runs. */
  output: z.string().default(''),
  result: toolResult.nullable().default(null),
  startedAt: z.iso.datetime().nullable().default(null),
  finishedAt: z.iso.datetime().nullable().default(null),
})
export type ToolCallView = z.output<typeof toolCallView>

/** A part of a step, in the order in which the model produced it. */
export const stepPart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  /** `signature`: what a provider needs to accept its own reasoning again. */
  z.object({ type: z.literal('reasoning'), text: z.string(), providerMetadata: z.unknown().optional() }),
  z.object({ type: z.literal('tool-call'), toolCallId: idSchema, providerMetadata: z.unknown().optional() }),
])
export type StepPart = z.infer<typeof stepPart>

export const runStatus = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'waiting'])
export type RunStatus = z.infer<typeof runStatus>

export const runError = z.object({
  /** `provider`, `rate_limited`, `step_limit`, `internal`, ... */
  code: z.string(),
  /** For the person; the provider's own words where it spoke. */
  message: z.string(),
  /** With the code `budget`: which one is used up, its limit in millionths of a US dollar or in tokens. */
  budget: z
    .object({
      level: z.enum(['tenant', 'workspace', 'agent']),
      period: z.enum(['run', 'day', 'month']),
      unit: z.enum(['money', 'tokens']),
      limit: z.number(),
    })
    .optional(),
})
export type RunError = z.infer<typeof runError>

/** Where a run is at work: in a call of its model, or in a tool, in its container or beside it. */
export const runPlace = z.object({
  kind: z.enum(['model', 'tool', 'container']),
  /** The model's or the tool's. */
  name: z.string(),
  step: z.number().int(),
  /** Since when it is there. */
  since: z.iso.datetime(),
  /** When it last gave a sign: a part of an answer, a line of output. */
  signAt: z.iso.datetime(),
})
export type RunPlace = z.output<typeof runPlace>

export const stepUsage = z.object({
  inputTokens: z.number(),
  cachedInputTokens: z.number(),
  outputTokens: z.number(),
  reasoningTokens: z.number(),
  /** Null: the price is not known. Millionths of a US dollar. */
  costMicros: z.number().nullable(),
})
export type StepUsage = z.infer<typeof stepUsage>

/** A file of the workspace that a message refers to, as it was when the message was posted. */
export const attachment = z.object({
  /** `/workspace/...` */
  path: z.string(),
  name: z.string(),
  /** Bytes */
  size: z.number().int(),
  /** By the file's first bytes, never by its name. */
  mediaType: z.string(),
})
export type Attachment = z.output<typeof attachment>

export const messageView = z.object({
  id: idSchema,
  text: z.string(),
  authorId: idSchema,
  authorName: z.string(),
  createdAt: z.iso.datetime(),
  /** The run that it follows; null: it begins the thread. */
  parentRunId: idSchema.nullable(),
  attachments: z.array(attachment),
})
export type MessageView = z.infer<typeof messageView>

/** A version of the agent; `number` is null for a draft that somebody tries. */
export const agentVersionRef = z.object({ id: idSchema, number: z.number().int().nullable() })
export type AgentVersionRef = z.infer<typeof agentVersionRef>
/** `summary`: stands for everything before it from here on; the original is kept. */
export const stepKind = z.enum(['answer', 'summary'])
export type StepKind = z.infer<typeof stepKind>

const run = { runId: idSchema, attempt: z.number().int() }
const step = { ...run, step: z.number().int() }
const toolCall = { ...step, toolCallId: idSchema }

/** Events of a thread's topic. `attempt`: a reader drops events of an attempt older than one it has seen. */
export const threadEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run.queued'), ...run, message: messageView, steersRunId: idSchema.nullable() }),
  /** The text of a message that still waits. */
  z.object({ type: z.literal('message.changed'), ...run, message: messageView }),
  /** A message that waited is taken back; what followed it follows `parentRunId` now. */
  z.object({ type: z.literal('message.withdrawn'), ...run, messageId: idSchema, parentRunId: idSchema.nullable() }),
  /** The run took in a message before its step: the queued run that would have answered it is no more. */
  z.object({ type: z.literal('message.taken'), ...step, message: messageView }),
  z.object({ type: z.literal('run.started'), ...run, agentVersion: agentVersionRef.nullable().default(null) }),
  /** The provider failed; another try, perhaps with another model, begins after `delayMs`. */
  z.object({ type: z.literal('run.retrying'), ...run, reason: z.string(), delayMs: z.number(), model: z.string() }),
  z.object({ type: z.literal('run.finished'), ...run, status: runStatus, error: runError.nullable() }),
  z.object({ type: z.literal('step.started'), ...step, kind: stepKind, provider: z.string(), model: z.string() }),
  /** Whatever was streamed of this step before is void. */
  z.object({ type: z.literal('step.restarted'), ...step }),
  z.object({ type: z.literal('text.delta'), ...step, text: z.string() }),
  z.object({ type: z.literal('reasoning.delta'), ...step, text: z.string() }),
  z.object({ type: z.literal('tool.called'), ...toolCall, name: z.string(), args: z.unknown() }),
  z.object({ type: z.literal('tool.started'), ...toolCall }),
  z.object({ type: z.literal('tool.output'), ...toolCall, text: z.string() }),
  z.object({ type: z.literal('tool.finished'), ...toolCall, status: toolCallStatus, result: toolResult }),
  /** `usage` is null where the answer was cut off before the provider said. */
  z.object({ type: z.literal('step.finished'), ...step, finishReason: z.string(), usage: stepUsage.nullable() }),
  /** The whole of an unfinished step, published again after a loss of Redis: replaces what the reader has of it. */
  z.object({
    type: z.literal('step.snapshot'),
    ...step,
    kind: stepKind,
    provider: z.string(),
    model: z.string(),
    parts: z.array(stepPart),
    toolCalls: z.array(toolCallView),
  }),
])
export type ThreadEvent = z.output<typeof threadEvent>

/** Events of a workspace's topic: a hint that something is worth loading again. */
export const workspaceEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('thread.changed'), threadId: idSchema }),
  z.object({ type: z.literal('agent.changed'), agentId: idSchema }),
  /** Something is asked, or was answered. */
  z.object({ type: z.literal('approvals.changed') }),
  /** Agents have written to one another, or something held them back. */
  z.object({ type: z.literal('team.changed') }),
  z.object({ type: z.literal('skills.changed') }),
  /** Something was stopped, or goes on. */
  z.object({ type: z.literal('stops.changed') }),
  z.object({ type: z.literal('memory.changed') }),
  z.object({
    type: z.literal('files.changed'),
    /** The agent who did it; null: a person, or a program with a key. */
    agentId: idSchema.nullable(),
    userName: z.string().nullable().default(null),
    /** Absolute; none: something, somewhere. */
    paths: z.array(z.string()).default([]),
  }),
])
export type WorkspaceEvent = z.infer<typeof workspaceEvent>

/** Events of a person's own topic, which they alone may read: hints as well. */
export const userEvent = z.discriminatedUnion('type', [z.object({ type: z.literal('notifications.changed') })])
export type UserEvent = z.infer<typeof userEvent>

/** `thread:<id>`, `workspace:<id>` or `user:<id>`. */
export const topicSchema = z.string().regex(/^(thread|workspace|user):[0-9a-f-]{36}$/)
export type Topic = `thread:${string}` | `workspace:${string}` | `user:${string}`
export type EventOf<T extends Topic> = T extends `thread:${string}`
  ? ThreadEvent
  : T extends `user:${string}`
    ? UserEvent
    : WorkspaceEvent
