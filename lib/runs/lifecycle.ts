import type { RunStatus } from '#lib/stream/events.ts'

/** Steps that a run may take, and again each time that a person lets it go on. */
export const STEPS_AT_ONCE = 50

/** What can happen to a run. `claim` of a running one: its worker fell silent. */
export type RunChange = 'claim' | 'requeue' | 'succeed' | 'fail' | 'cancel' | 'continue' | 'wait' | 'answer'

const transitions: Record<RunStatus, Partial<Record<RunChange, RunStatus>>> = {
  queued: { claim: 'running', cancel: 'cancelled' },
  running: {
    claim: 'running',
    requeue: 'queued',
    succeed: 'succeeded',
    fail: 'failed',
    cancel: 'cancelled',
    wait: 'waiting',
  },
  succeeded: {},
  failed: { continue: 'queued' },
  cancelled: { continue: 'queued' },
  /** For results of tools that its client executes, or for a person's word on what it wants to do. */
  waiting: { answer: 'queued', cancel: 'cancelled' },
}

/** The status after a change; null when the change does not apply. */
export function nextStatus(status: RunStatus, change: RunChange): RunStatus | null {
  return transitions[status][change] ?? null
}

/** Whether nothing happens to the run any more unless a person asks. */
export function isOver(status: RunStatus): boolean {
  return nextStatus(status, 'claim') === null
}

/** Codes of what a waiting run waits for where nobody has to do anything: other agents' answers. */
const GOES_ON_BY_ITSELF: readonly string[] = ['agents']

/** Whether whoever waits for a run has waited long enough: it is over, or goes on only once somebody does something. */
export function hasCome(run: { status: RunStatus; error: { code: string } | null }): boolean {
  return isOver(run.status) && !(run.status === 'waiting' && GOES_ON_BY_ITSELF.includes(run.error?.code ?? ''))
}

/** The message of a run that ended may be answered anew, beside it. */
export function canRetry(run: { status: RunStatus }): boolean {
  return isOver(run.status)
}

/** A run that did not succeed may go on after its last step. */
export function canContinue(run: { status: RunStatus }): boolean {
  return nextStatus(run.status, 'continue') !== null
}

/** Nobody has looked at its message yet: it can be changed, taken back, or handed to a run at work. */
export function isUntouched(run: { status: RunStatus; attempt: number }): boolean {
  return run.status === 'queued' && run.attempt === 0
}

export function canCancel(run: { status: RunStatus }): boolean {
  return nextStatus(run.status, 'cancel') !== null
}
