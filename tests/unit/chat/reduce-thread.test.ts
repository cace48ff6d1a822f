import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { branchTo, tipFrom } from '#components/chat/branches.ts'
import { reduceThread, type ThreadState, threadState } from '#components/chat/reduce-thread.ts'
import { newId } from '#lib/ids.ts'
import type { Transcript } from '#lib/runs/schema.ts'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { type Appended, SimulatedWorker } from './simulated-worker.ts'

const fold = (state: ThreadState, appended: readonly Appended[]) =>
  appended.reduce((next, { id, event }) => reduceThread(next, id, event), state)

/** Times come from the stream's ids here and from PostgreSQL's clock there; cursors are compared by what follows. */
function durable(transcript: Transcript, tip: string | undefined) {
  const { messages, runs, forks } = branchTo(transcript, tip)
  return {
    messages,
    // The order of branches that are known by name alone comes with them.
    forks: Object.fromEntries(Object.entries(forks).map(([place, ids]) => [place, ids.toSorted()])),
    runs: runs.map(({ queuedAt, startedAt, finishedAt, ...run }) => ({
      ...run,
      steps: run.steps.map((step) => ({
        ...step,
        toolCalls: step.toolCalls.map(({ startedAt, finishedAt, ...call }) => call),
      })),
    })),
  }
}

const choices = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 120 })

function simulate(decisions: readonly number[]) {
  const worker = new SimulatedWorker()
  for (const decision of decisions) worker.act(decision)
  return worker
}

describe('random lives of a thread, with kills, ghosts, retries and losses of Redis', () => {
  test('a reader of all events ends with what the database holds', () => {
    fc.assert(
      fc.property(choices, (decisions) => {
        const worker = simulate(decisions)
        worker.settle()
        const [empty] = worker.snapshots as [Transcript]
        const end = fold(threadState(worker, empty), worker.appended)
        const truth = worker.snapshots.at(-1) as Transcript
        const tip = truth.runs.at(-1)?.id
        expect(durable(end.transcript, tip)).toEqual(durable(truth, tip))
      }),
      { numRuns: 300 },
    )
  })

  test('whoever joins at any point ends where those who were there from the start are', () => {
    fc.assert(
      fc.property(choices, fc.nat(), fc.nat(), (decisions, joined, behind) => {
        const worker = simulate(decisions)
        const [empty] = worker.snapshots as [Transcript]
        const expected = fold(threadState(worker, empty), worker.appended)
        const snapshot = worker.snapshots[joined % worker.snapshots.length] as Transcript
        const late = fold(threadState(worker, snapshot), worker.appended)
        // They stay on the branch that they have opened, as far as it still exists.
        const opened = snapshot.runs.findLast(({ id }) => expected.transcript.runs.some((run) => run.id === id))
        const tip = opened && tipFrom(expected.transcript, opened.id)
        expect(opened && tipFrom(late.transcript, opened.id)).toBe(tip)
        expect(durable(late.transcript, tip)).toEqual(durable(expected.transcript, tip))
        expect(late.transcript.cursor.split('.')[1]).toBe(expected.transcript.cursor.split('.')[1])
        // A snapshot may know more than its cursor says.
        const earlier = worker.appended[behind % worker.appended.length] as Appended
        const cautious = { ...snapshot, cursor: `epoch.${earlier.id}` }
        if (worker.snapshots.indexOf(snapshot) > 0 && isAtOrBefore(earlier.id, snapshot.cursor)) {
          const replayed = fold(threadState(worker, cautious), worker.appended)
          expect(durable(replayed.transcript, tip)).toEqual(durable(expected.transcript, tip))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('events that come twice change nothing', () => {
    fc.assert(
      fc.property(choices, fc.nat(), (decisions, again) => {
        const worker = simulate(decisions)
        const [empty] = worker.snapshots as [Transcript]
        const once = fold(threadState(worker, empty), worker.appended)
        const from = again % worker.appended.length
        const twice = worker.appended.flatMap((event, index) =>
          index % 3 === 0 ? [...worker.appended.slice(Math.min(from, index), index), event, event] : [event],
        )
        expect(fold(threadState(worker, empty), twice)).toEqual(once)
      }),
      { numRuns: 100 },
    )
  })
})

function isAtOrBefore(id: string, cursor: string): boolean {
  const numbers = (text: string) => text.split('-').map(Number) as [number, number]
  const [left, right] = [numbers(id), numbers(cursor.split('.')[1] ?? '')]
  return left[0] < right[0] || (left[0] === right[0] && left[1] <= right[1])
}

describe('one event after another', () => {
  const thread = { threadId: newId(), agentId: newId() }
  const empty: Transcript = { messages: [], runs: [], forks: {}, olderCursor: null, cursor: 'epoch.0-0' }
  const runId = newId()
  const message = {
    id: newId(),
    text: 'Hi',
    authorId: newId(),
    authorName: 'Ada',
    createdAt: new Date().toISOString(),
    parentRunId: null,
    attachments: [],
  }
  const stateAfter = (...events: ThreadEvent[]) =>
    fold(
      threadState(thread, empty),
      events.map((event, index) => ({ id: `${index + 1}-0`, event })),
    )
  const queued: ThreadEvent = { type: 'run.queued', runId, attempt: 0, message, steersRunId: null }
  const started: ThreadEvent = { type: 'run.started', runId, attempt: 1, agentVersion: null }
  const step = { runId, attempt: 1, step: 0 }
  const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0, costMicros: null }
  const partOf = (state: ThreadState) => state.transcript.runs[0]?.steps[0]?.parts

  test('a colleague’s message appears with its run', () => {
    const { transcript } = stateAfter(queued)
    expect(transcript.messages).toEqual([message])
    expect(transcript.runs).toMatchObject([{ id: runId, messageId: message.id, status: 'queued', ...thread }])
  })

  test('a restarted step loses what was streamed of it, and goes on anew', () => {
    const before = stateAfter(queued, started, { type: 'text.delta', ...step, text: 'old' })
    expect(partOf(before)).toEqual([{ type: 'text', text: 'old' }])
    const restarted = reduceThread(before, '10-0', { type: 'step.restarted', ...step, attempt: 2 })
    const end = reduceThread(restarted, '11-0', { type: 'text.delta', ...step, attempt: 2, text: 'new' })
    expect(partOf(end)).toEqual([{ type: 'text', text: 'new' }])
    expect(partOf(reduceThread(end, '12-0', { type: 'text.delta', ...step, text: 'late' }))).toEqual(partOf(end))
  })

  test('a snapshot of a step replaces what is known of it', () => {
    const doubled = stateAfter(
      queued,
      started,
      { type: 'text.delta', ...step, text: 'twice ' },
      { type: 'text.delta', ...step, text: 'twice ' },
      {
        type: 'step.snapshot',
        ...step,
        kind: 'answer',
        provider: 'p',
        model: 'm',
        parts: [{ type: 'text', text: 'twice ' }],
        toolCalls: [],
      },
      { type: 'text.delta', ...step, text: 'once' },
    )
    expect(partOf(doubled)).toEqual([{ type: 'text', text: 'twice once' }])
  })

  test('what a snapshot knows already does not flicker when its events come again', () => {
    const tool = { ...step, toolCallId: newId() }
    const finished: ThreadEvent = { type: 'step.finished', ...step, finishReason: 'tool-calls', usage }
    const result = { text: 'ok', view: { kind: 'text' as const } }
    const echoes: ThreadEvent[] = [
      { type: 'step.started', ...step, kind: 'answer', provider: 'p', model: 'm' },
      { type: 'tool.called', ...tool, name: 'shell', args: {} },
      finished,
      { type: 'tool.started', ...tool },
      { type: 'tool.output', ...tool, text: 'out' },
      { type: 'tool.finished', ...tool, status: 'succeeded', result },
    ]
    const atWork = stateAfter(queued, started, ...echoes)
    const over = stateAfter(queued, started, ...echoes, {
      type: 'run.finished',
      runId,
      attempt: 1,
      status: 'succeeded',
      error: null,
    })
    for (const known of [atWork, over]) {
      for (const event of echoes) {
        expect(reduceThread(known, '100-0', event).transcript.runs).toEqual(known.transcript.runs)
      }
      const partial = reduceThread(over, '100-0', { type: 'text.delta', ...step, step: 1, text: 'echo' })
      expect(partial.transcript.runs).toEqual(over.transcript.runs)
    }
  })

  test('a provider’s failure is shown until the run goes on', () => {
    const notice = { reason: 'overloaded', delayMs: 10, model: 'b' }
    const failing = stateAfter(queued, started, { type: 'run.retrying', runId, attempt: 1, ...notice })
    expect(failing.retrying[runId]).toEqual(notice)
    const going = reduceThread(failing, '10-0', {
      type: 'step.started',
      ...step,
      kind: 'answer',
      provider: 'p',
      model: 'b',
    })
    expect(going.retrying).toEqual({})
  })

  test('ids are compared as numbers', () => {
    const state = stateAfter(queued, started)
    const nine = reduceThread(state, '9-0', { type: 'text.delta', ...step, text: 'a' })
    const ten = reduceThread(nine, '10-0', { type: 'text.delta', ...step, text: 'b' })
    expect(partOf(ten)).toEqual([{ type: 'text', text: 'ab' }])
  })
})
