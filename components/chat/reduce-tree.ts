import { isOver } from '#lib/runs/lifecycle.ts'
import { ROOT, type RunView, type Transcript } from '#lib/runs/schema.ts'
import type { MessageView, ThreadEvent } from '#lib/stream/events.ts'
import { placeOf } from './branches.ts'

type EventOf<T extends ThreadEvent['type']> = Extract<ThreadEvent, { type: T }>

/*
 * How a thread's tree grows and shrinks. A reader has loaded one branch, and whatever grew since; what hangs on nodes
 * that it has not loaded is left out, and comes with them.
 */

/** A message with the run that is to answer it; a run that goes on; a message that is handed to a run at work. */
export function queueRun(
  transcript: Transcript,
  thread: { threadId: string; agentId: string },
  event: EventOf<'run.queued'>,
  at: string,
): Transcript {
  const { runId, attempt, message, steersRunId } = event
  const known = transcript.runs.find((run) => run.id === runId)
  if (known) return replaceRun(transcript, known, queuedAgain(known, event, at))
  // Taken in before its post was told of.
  if (transcript.runs.some(({ steering }) => steering.some((taken) => taken.message.id === message.id)))
    return transcript
  const run: RunView = {
    id: runId,
    threadId: thread.threadId,
    agentId: thread.agentId,
    messageId: message.id,
    status: 'queued',
    attempt,
    error: null,
    steersRunId,
    steering: [],
    agentVersion: null,
    queuedAt: at,
    startedAt: null,
    finishedAt: null,
    steps: [],
  }
  const isKnownMessage = transcript.messages.some(({ id }) => id === message.id)
  const place = isKnownMessage ? message.id : placeOf(message)
  const child = isKnownMessage ? runId : message.id
  if (!isKnownMessage && !isLoaded(transcript, message.parentRunId)) return transcript
  const siblings = childrenAt(transcript, place)
  // Of a branch that is known by name alone.
  if (siblings.includes(child)) return transcript
  return {
    ...transcript,
    messages: isKnownMessage ? transcript.messages : [...transcript.messages, message],
    runs: [...transcript.runs, run],
    forks: withFork(transcript.forks, place, [...siblings, child]),
  }
}

function queuedAgain(known: RunView, { attempt, steersRunId }: EventOf<'run.queued'>, at: string): RunView {
  if (attempt < known.attempt) return known
  if (known.status === 'queued') return { ...known, steersRunId }
  // The echo of one that the snapshot knew already.
  if (!isOver(known.status)) return known
  return { ...known, status: 'queued', attempt, steersRunId, error: null, queuedAt: at, finishedAt: null }
}

/** Another text for a message that waits. */
export function changeMessage(transcript: Transcript, { message }: EventOf<'message.changed'>): Transcript {
  const messages = transcript.messages.map((known) => (known.id === message.id ? { ...known, ...message } : known))
  return { ...transcript, messages }
}

/** A queued run is taken back, and its message with it where no other run answers that. */
export function withdraw(transcript: Transcript, event: EventOf<'message.withdrawn'>): Transcript {
  const { runId, messageId, parentRunId } = event
  const others = childrenAt(transcript, messageId).filter((id) => id !== runId)
  const left = {
    ...transcript,
    runs: transcript.runs.filter(({ id }) => id !== runId),
    forks: withFork(transcript.forks, messageId, others),
  }
  const heirs = giveFollowers(left, runId, parentRunId)
  return others.length > 0 ? heirs : withoutMessage(heirs, messageId)
}

/** A run took in a message, which is part of it from here on. */
export function takeIn(transcript: Transcript, event: EventOf<'message.taken'>): Transcript {
  const { runId, step, message } = event
  const waiting = transcript.messages.find(({ id }) => id === message.id)
  const queued = transcript.runs.find(({ messageId }) => messageId === message.id)
  const left = queued ? { ...transcript, runs: transcript.runs.filter((run) => run !== queued) } : transcript
  const heirs = queued && waiting ? giveFollowers(left, queued.id, waiting.parentRunId) : left
  const next = waiting ? withoutMessage(heirs, message.id) : heirs
  const taker = next.runs.find(({ id }) => id === runId)
  if (!taker || taker.steering.some((taken) => taken.message.id === message.id)) return next
  return replaceRun(next, taker, { ...taker, steering: [...taker.steering, { step, message }] })
}

/** What followed a run that is gone follows the one before it. */
function giveFollowers(transcript: Transcript, runId: string, heirId: string | null): Transcript {
  const moved = transcript.messages.filter(({ parentRunId }) => parentRunId === runId)
  if (moved.length === 0) return transcript
  const place = heirId ?? ROOT
  const { [runId]: _, ...forks } = transcript.forks
  const siblings = childrenAt(transcript, place)
  const messages = transcript.messages.map((message) =>
    message.parentRunId === runId ? { ...message, parentRunId: heirId } : message,
  )
  const ids = byTime([...siblings, ...moved.map(({ id }) => id)], messages)
  return { ...transcript, messages, forks: withFork(forks, place, ids) }
}

/** Oldest first; where one is known by name alone, as they came. */
function byTime(ids: string[], messages: readonly MessageView[]): string[] {
  const times = new Map(messages.map(({ id, createdAt }) => [id, createdAt]))
  if (ids.some((id) => !times.has(id))) return ids
  return ids.sort((a, b) => ((times.get(a) ?? '') < (times.get(b) ?? '') ? -1 : 1))
}

function withoutMessage(transcript: Transcript, messageId: string): Transcript {
  const message = transcript.messages.find(({ id }) => id === messageId)
  if (!message) return transcript
  const place = placeOf(message)
  const others = childrenAt(transcript, place).filter((id) => id !== messageId)
  const messages = transcript.messages.filter((other) => other !== message)
  return { ...transcript, messages, forks: withFork(transcript.forks, place, others) }
}

/** Whether all of a run's followers are known, loaded or by name. */
function isLoaded({ runs, olderCursor }: Transcript, runId: string | null): boolean {
  return runId === null ? olderCursor === null : runs.some(({ id }) => id === runId)
}

/** Messages after a run, messages that begin the thread, or runs of a message: oldest first. */
function childrenAt({ messages, runs, forks }: Transcript, place: string): string[] {
  const known = forks[place]
  if (known) return known
  const following = messages.filter((message) => placeOf(message) === place)
  const answers = runs.filter(({ messageId }) => messageId === place)
  return [...following, ...answers].map(({ id }) => id)
}

function withFork(forks: Transcript['forks'], place: string, ids: readonly string[]): Transcript['forks'] {
  const { [place]: _, ...others } = forks
  return ids.length > 1 ? { ...others, [place]: [...ids] } : others
}

/** The transcript with one run in another's place. */
export function replaceRun(transcript: Transcript, known: RunView, next: RunView): Transcript {
  if (next === known) return transcript
  return { ...transcript, runs: transcript.runs.map((run) => (run === known ? next : run)) }
}

/** A page of what came before, in front of what is known. */
export function withOlder(transcript: Transcript, older: Transcript): Transcript {
  const has = <T extends { id: string }>(list: readonly T[]) => {
    const ids = new Set(list.map(({ id }) => id))
    return ({ id }: { id: string }) => !ids.has(id)
  }
  return {
    ...transcript,
    messages: [...older.messages.filter(has<MessageView>(transcript.messages)), ...transcript.messages],
    runs: [...older.runs.filter(has<RunView>(transcript.runs)), ...transcript.runs],
    forks: { ...older.forks, ...transcript.forks },
    olderCursor: older.olderCursor,
  }
}
