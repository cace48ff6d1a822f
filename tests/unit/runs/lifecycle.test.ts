import { expect, test } from 'vitest'
import { canCancel, canContinue, canRetry, isOver, nextStatus, type RunChange } from '#lib/runs/lifecycle.ts'
import { runStatus } from '#lib/stream/events.ts'

const changes: RunChange[] = ['claim', 'requeue', 'succeed', 'fail', 'cancel', 'continue']

test('a run that is over changes only when a person asks', () => {
  for (const status of runStatus.options.filter(isOver)) {
    for (const change of changes) {
      const next = nextStatus(status, change)
      if (next !== null) expect(change).toBe('continue')
    }
  }
})

test('a run that is not over can reach every end', () => {
  for (const status of runStatus.options.filter((each) => !isOver(each))) {
    expect(nextStatus(status, 'claim')).toBe('running')
    expect(canCancel({ status })).toBe(true)
    expect(canRetry({ status, superseded: false })).toBe(false)
    expect(canContinue({ status, superseded: false })).toBe(false)
  }
  for (const [change, status] of [
    ['succeed', 'succeeded'],
    ['fail', 'failed'],
    ['cancel', 'cancelled'],
    ['requeue', 'queued'],
  ] as const) {
    expect(nextStatus('running', change)).toBe(status)
  }
})

test('what succeeded cannot go on, and what was retried is left alone', () => {
  expect(canContinue({ status: 'succeeded', superseded: false })).toBe(false)
  expect(canContinue({ status: 'failed', superseded: false })).toBe(true)
  expect(canContinue({ status: 'failed', superseded: true })).toBe(false)
  expect(canRetry({ status: 'succeeded', superseded: true })).toBe(false)
})
