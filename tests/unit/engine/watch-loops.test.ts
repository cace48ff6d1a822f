import { expect, test } from 'vitest'
import type { RunInProgress } from '#worker/engine/run-in-progress.ts'
import { watchLoops, withLoopWarning } from '#worker/engine/watch-loops.ts'

const tools = new Map([['read_file', { risk: 'read' }]])

/** A run whose every step made the same call, as its rows tell a worker that takes it over. */
function taken(steps: number, stepLimit = 50) {
  const indices = Array.from({ length: steps }, (_, index) => index)
  const call = (index: number) => ({
    step_id: `s${index}`,
    name: 'read_file',
    args: { path: 'a' },
    status: 'failed',
    result: { text: 'There is no such file.', view: { kind: 'text' } },
  })
  const progress = {
    run: { runId: 'r', stepLimit },
    rows: { steps: indices.map((index) => ({ id: `s${index}`, run_id: 'r', index })), toolCalls: indices.map(call) },
    toolbox: { tools },
  } as unknown as RunInProgress
  progress.loops = watchLoops(progress)
  return { progress, call: call(steps) as unknown as Parameters<typeof withLoopWarning>[1] }
}

function next({ progress, call }: ReturnType<typeof taken>): string {
  if (!call.result) throw new Error('the call has a result')
  return withLoopWarning(progress, call, { status: call.status, result: call.result }).text
}

test('a worker that takes a run over knows what was called before it', () => {
  const fresh = taken(1)
  expect(next(fresh)).not.toContain('Stop and think')
  const second = taken(2)
  expect(next(second)).toContain('Stop and think')
  expect(second.progress.loops.stop).toBeNull()
  const third = taken(3)
  expect(next(third)).not.toContain('Stop and think')
  expect(third.progress.loops.stop).toMatchObject({ kind: 'same_call' })
})

test('a stop outlives a worker that died before it had written it', () => {
  expect(taken(4).progress.loops.stop).not.toBeNull()
})

test('a person’s word that the run may go on begins it anew', () => {
  const continued = taken(4, 54)
  expect(continued.progress.loops.stop).toBeNull()
  expect(next(continued)).not.toContain('Stop and think')
})
