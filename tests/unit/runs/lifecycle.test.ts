import { expect, test } from 'vitest'
import { canCancel, canContinue, canRetry, isOver, nextStatus, type RunChange } from '#lib/runs/lifecycle.ts'
import { runStatus } from '#lib/stream/events.ts'

const changes: RunChange[] = ['claim', 'requeue', 'succeed', 'fail', 'cancel', 'continue']

test('a run that is over changes only when a person asks', () => {
  for (const status of runStatus.options.filter(isOver)) {
    for (const change of changes) {
      const next = nextStatus(status, change)
      if (next !== null) expect(change).toBe(status === 'waiting' ? 'cancel' : 'continue')
    }
  }
})

test('a run that is not over can reach every end', () => {
  for (const status of runStatus.options.filter((each) => !isOver(each))) {
    expect(nextStatus(status, 'claim')).toBe('running')
    expect(canCancel({ status })).toBe(true)
    expect(canRetry({ status })).toBe(false)
    expect(canContinue({ status })).toBe(false)
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
  expect(canContinue({ status: 'succeeded' })).toBe(false)
  expect(canContinue({ status: 'failed' })).toBe(true)
})
