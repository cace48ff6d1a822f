import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import {
  agentVersionRef,
  messageView,
  runError,
  runStatus,
  stepKind,
  stepPart,
  stepUsage,
  toolCallView,
} from '#lib/stream/events.ts'

/** What a person may write. */
export const messageText = z
  .string()
  .trim()
  .min(1, 'Write something first.')
  .max(100_000, 'At most 100,000 characters.')

export const stepView = z.object({
  index: z.number().int(),
  kind: stepKind,
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
  /** The version of the agent by which it was worked on last; null before it begins. */
  agentVersion: agentVersionRef.nullable(),
  /** While it waits: its message is for this run, should that one come to another step. */
  steersRunId: idSchema.nullable(),
  /** Messages that were handed to it while it worked, each before the step that it was taken in for. */
  steering: z.array(z.object({ step: z.number().int(), message: messageView })),
  queuedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  steps: z.array(stepView),
})
export type RunView = z.output<typeof runView>

/**
 * One branch of a thread as it durably is: what the page starts from, and what the event stream's reducer goes on with.
 * A thread is a tree: a message follows a run, a run answers a message. Two of a kind in one place are two branches.
 */
export const transcript = z.object({
  /** From the oldest of this page to the latest. */
  messages: z.array(messageView),
  /** In order of their messages, one for each. */
  runs: z.array(runView),
  /**
   * Where branches begin: all the messages after a run (by its id; `root`: that begin the thread), or all the runs of a
   * message (by its id), oldest first. Where there is one alone, there is no entry.
   */
  forks: z.record(z.string(), z.array(idSchema)),
  /** The page before; null: the thread begins here. */
  olderCursor: z.string().nullable(),
  /** Subscribe to the thread's topic from here. */
  cursor: z.string(),
})
export type Transcript = z.output<typeof transcript>

/** The fork of the messages that begin the thread. */
export const ROOT = 'root'

/** A message with the runs that answered it, oldest first. */
export const turnView = z.object({ message: messageView, runs: z.array(runView) })
export type TurnView = z.output<typeof turnView>
