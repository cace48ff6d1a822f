import type { RunTrace } from '#lib/traces/schema.ts'

/** A stretch of time, in milliseconds. */
export interface Stretch {
  from: number
  to: number
}

export interface TimeScale {
  /** Where a moment stands, from 0 to 1. */
  place: (ms: number) => number
  /** Waits that are drawn shorter than they were. */
  shortened: Stretch[]
}

/** Of all the work, what a wait between is drawn as at most: people who think for an hour do not hide the work. */
const LONGEST_GAP = 0.08
const LEAST_GAP_MS = 2_000

/** Time along the width of a page: work as long as it took, long waits without work shortened. */
export function timeScale(work: readonly Stretch[], whole: Stretch): TimeScale {
  const busy = merged(work)
  const busyMs = busy.reduce((sum, { from, to }) => sum + to - from, 0)
  const longestMs = Math.max(LEAST_GAP_MS, busyMs * LONGEST_GAP)
  const marks: { ms: number; at: number }[] = [{ ms: whole.from, at: 0 }]
  const shortened: Stretch[] = []
  let at = 0
  const advance = (to: number, drawnMs: number) => {
    at += drawnMs
    marks.push({ ms: to, at })
  }
  let now = whole.from
  for (const { from, to } of [...busy, { from: whole.to, to: whole.to }]) {
    if (from > now) {
      const gapMs = from - now
      if (gapMs > longestMs) shortened.push({ from: now, to: from })
      advance(from, Math.min(gapMs, longestMs))
    }
    if (to > from) advance(to, to - from)
    now = Math.max(now, to)
  }
  const total = at || 1
  return { shortened, place: (ms) => interpolate(marks, ms) / total }
}

/** When models and tools were at work. @param now the end of what has none yet */
export function workOf(trace: RunTrace, now: number): Stretch[] {
  const stretch = (from: string, to: string | null) => ({ from: Date.parse(from), to: to ? Date.parse(to) : now })
  return [
    ...trace.failures.map(({ startedAt, failedAt }) => stretch(startedAt, failedAt)),
    ...trace.steps.flatMap((step) => [
      stretch(step.startedAt, step.finishedAt),
      ...step.toolCalls.flatMap((call) => (call.startedAt ? [stretch(call.startedAt, call.finishedAt)] : [])),
    ]),
  ]
}

/** From when it was asked for to when it ended. */
export function wholeOf(trace: RunTrace, now: number): Stretch {
  const work = workOf(trace, now)
  const isOver = trace.finishedAt !== null
  const from = Math.min(Date.parse(trace.queuedAt), ...work.map((each) => each.from))
  const end = trace.finishedAt ? Date.parse(trace.finishedAt) : now
  return { from, to: Math.max(from + 1, ...work.map((each) => each.to), isOver || work.length > 0 ? end : from) }
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = []
  for (const next of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to)
    else all.push({ ...next })
  }
  return all
}

function interpolate(marks: readonly { ms: number; at: number }[], ms: number): number {
  const next = marks.findIndex((mark) => mark.ms >= ms)
  if (next < 0) return marks.at(-1)?.at ?? 0
  const [before, after] = [marks[next - 1], marks[next]]
  if (!before || !after) return marks[0]?.at ?? 0
  const share = after.ms === before.ms ? 1 : (ms - before.ms) / (after.ms - before.ms)
  return before.at + (after.at - before.at) * share
}
