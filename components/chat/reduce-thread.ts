import { isOver } from '#lib/runs/lifecycle.ts'
import type { RunView, StepView, Transcript } from '#lib/runs/schema.ts'
import { compareEventIds, formatCursor, parseCursor, parseEventId } from '#lib/stream/cursor.ts'
import type { MessageView, ThreadEvent } from '#lib/stream/events.ts'
import { reduceStep } from './reduce-step.ts'

/** The provider failed, and the run tries again: shown until it goes on. */
export interface RetryNotice {
  reason: string
  delayMs: number
  model: string
}

/** A thread as a reader knows it: the durable transcript, and what was streamed since. */
export interface ThreadState {
  readonly threadId: string
  readonly agentId: string
  readonly transcript: Transcript
  readonly retrying: Readonly<Record<string, RetryNotice>>
}

/** What a reader starts from, and starts from again when events were lost. */
export function threadState(thread: { threadId: string; agentId: string }, transcript: Transcript): ThreadState {
  return { threadId: thread.threadId, agentId: thread.agentId, transcript, retrying: {} }
}

/**
 * Folds one event, with its id in the stream, into what a reader knows. Pure. Events at or before the cursor, and those
 * of an attempt older than one that was seen, change nothing; so a snapshot may be older or newer than where its cursor
 * points, and every reader ends with the same.
 */
export function reduceThread(state: ThreadState, id: string, event: ThreadEvent): ThreadState {
  const cursor = parseCursor(state.transcript.cursor)
  if (cursor && compareEventIds(id, cursor.position) <= 0) return state
  const at = new Date(parseEventId(id)?.ms ?? 0).toISOString()
  const transcript = event.type === 'run.queued' ? queue(state, event, at) : withRun(state.transcript, event, at)
  return {
    ...state,
    transcript: { ...transcript, cursor: formatCursor({ epoch: cursor?.epoch ?? 'none', position: id }) },
    retrying: noticesAfter(state, event),
  }
}

function queue(state: ThreadState, event: Extract<ThreadEvent, { type: 'run.queued' }>, at: string): Transcript {
  const { transcript, threadId, agentId } = state
  const { runId, attempt, message, retryOfId } = event
  const messages = withMessage(transcript.messages, message)
  const known = transcript.runs.find((run) => run.id === runId)
  if (known) {
    // A run that is continued; or the echo of one that the snapshot knew already.
    if (attempt < known.attempt || !isOver(known.status)) return { ...transcript, messages }
    const again: RunView = { ...known, status: 'queued', attempt, error: null, queuedAt: at, finishedAt: null }
    return { ...transcript, messages, runs: transcript.runs.map((run) => (run === known ? again : run)) }
  }
  const run: RunView = {
    id: runId,
    threadId,
    agentId,
    messageId: message.id,
    status: 'queued',
    attempt,
    error: null,
    retryOfId,
    superseded: false,
    agentVersion: null,
    queuedAt: at,
    startedAt: null,
    finishedAt: null,
    steps: [],
  }
  const runs = transcript.runs.map((other) => (other.id === retryOfId ? { ...other, superseded: true } : other))
  return { ...transcript, messages, runs: withNewRun(runs, run, messages) }
}

/** Messages by time, as the database orders them. */
function withMessage(messages: readonly MessageView[], message: MessageView): MessageView[] {
  if (messages.some(({ id }) => id === message.id)) return messages as MessageView[]
  const isLater = (other: MessageView) =>
    other.createdAt > message.createdAt || (other.createdAt === message.createdAt && other.id > message.id)
  const index = messages.findIndex(isLater)
  return index < 0 ? [...messages, message] : messages.toSpliced(index, 0, message)
}

/** Runs in the order of their messages; of one message, the later ones behind. */
function withNewRun(runs: RunView[], run: RunView, messages: readonly MessageView[]): RunView[] {
  const place = new Map(messages.map(({ id }, index) => [id, index]))
  const own = place.get(run.messageId) ?? messages.length
  const index = runs.findIndex((other) => (place.get(other.messageId) ?? 0) > own)
  return index < 0 ? [...runs, run] : runs.toSpliced(index, 0, run)
}

type RunEvent = Exclude<ThreadEvent, { type: 'run.queued' }>

function withRun(transcript: Transcript, event: RunEvent, at: string): Transcript {
  const known = transcript.runs.find((run) => run.id === event.runId)
  if (!known || event.attempt < known.attempt) return transcript
  const next = reduceRun(known, event, at)
  return next === known ? transcript : { ...transcript, runs: transcript.runs.map((r) => (r === known ? next : r)) }
}

function reduceRun(run: RunView, event: RunEvent, at: string): RunView {
  // Whatever a run that is over still says is an echo; only a new attempt, or `run.queued`, makes it go on.
  if (event.attempt === run.attempt && isOver(run.status)) return run
  const current = event.attempt > run.attempt ? beginAttempt(run, event.attempt, at) : run
  switch (event.type) {
    case 'run.started':
      return { ...current, status: 'running', startedAt: run.startedAt ?? at, agentVersion: event.agentVersion }
    case 'run.retrying':
      return current.status === 'running' ? current : { ...current, status: 'running', startedAt: run.startedAt ?? at }
    case 'run.finished':
      return { ...current, status: event.status, error: event.error, finishedAt: at, steps: finishedSteps(current) }
    default:
      return reduceStep(current, event, at)
  }
}

/** Only what is durable of the attempts before goes on: finished steps, and what their tools came to. */
function beginAttempt(run: RunView, attempt: number, at: string): RunView {
  const steps = finishedSteps(run).map((step) => ({
    ...step,
    toolCalls: step.toolCalls.map((call) => ({ ...call, output: '' })),
  }))
  const startedAt = run.startedAt ?? at
  return { ...run, attempt, status: 'running', error: null, startedAt, finishedAt: null, steps }
}

/** A step that was not finished is not durable: it goes with its attempt. */
function finishedSteps(run: RunView): StepView[] {
  return run.steps.filter((step) => step.finishReason !== null)
}

function noticesAfter({ retrying }: ThreadState, event: ThreadEvent): ThreadState['retrying'] {
  if (event.type === 'run.retrying') {
    const { reason, delayMs, model } = event
    return { ...retrying, [event.runId]: { reason, delayMs, model } }
  }
  if (!retrying[event.runId]) return retrying
  const { [event.runId]: _, ...rest } = retrying
  return rest
}
