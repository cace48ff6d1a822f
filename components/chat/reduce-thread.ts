import { isOver } from '#lib/runs/lifecycle.ts'
import type { RunView, StepView, Transcript } from '#lib/runs/schema.ts'
import { compareEventIds, formatCursor, parseCursor, parseEventId } from '#lib/stream/cursor.ts'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { reduceStep } from './reduce-step.ts'
import { changeMessage, queueRun, replaceRun, takeIn, withdraw } from './reduce-tree.ts'

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
  const transcript = changed(state, event, at)
  return {
    ...state,
    transcript: { ...transcript, cursor: formatCursor({ epoch: cursor?.epoch ?? 'none', position: id }) },
    retrying: noticesAfter(state, event),
  }
}

function changed(state: ThreadState, event: ThreadEvent, at: string): Transcript {
  const { transcript } = state
  switch (event.type) {
    case 'run.queued':
      return queueRun(transcript, state, event, at)
    case 'message.changed':
      return changeMessage(transcript, event)
    case 'message.withdrawn':
      return withdraw(transcript, event)
    case 'message.taken':
      return takeIn(transcript, event)
    default: {
      const known = transcript.runs.find((run) => run.id === event.runId)
      if (!known || event.attempt < known.attempt) return transcript
      return replaceRun(transcript, known, reduceRun(known, event, at))
    }
  }
}

type RunEvent = Exclude<ThreadEvent, { type: 'run.queued' | `message.${string}` }>

function reduceRun(run: RunView, event: RunEvent, at: string): RunView {
  // Whatever a run that is over still says is an echo; only a new attempt, or `run.queued`, makes it go on.
  if (event.attempt === run.attempt && isOver(run.status) && !isOfWaiting(run, event)) return run
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

/** A run that waits is ended without a new attempt, and is given what it waits for. */
function isOfWaiting(run: RunView, event: RunEvent): boolean {
  return (
    run.status === 'waiting' && (event.type === 'tool.finished' || ('status' in event && event.status === 'cancelled'))
  )
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
