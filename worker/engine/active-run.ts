import type { ClaimedRun } from '#lib/runs/ownership.ts'
import type { RunPlace } from '#lib/stream/events.ts'

export type StopReason = 'cancelled' | 'halted' | 'lost' | 'shutdown'

/** Why the work on a run ends before the run does. */
export class RunStopped extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(`The run was stopped here: ${reason}.`)
    this.name = 'RunStopped'
    this.reason = reason
  }
}

/** Why one tool call ends before the work does. */
export class CallStopped extends Error {
  constructor() {
    super('A person stopped this call.')
    this.name = 'CallStopped'
  }
}

/** A run that this process works on. */
export class ActiveRun {
  readonly claim: ClaimedRun
  /** Whether a budget is about it, as of its claim or the last heartbeat. */
  isBudgeted = false
  /** Where it is at work, for whoever looks; null before it has begun. */
  place: RunPlace | null = null
  private readonly working = new AbortController()
  private readonly owning = new AbortController()
  private readonly calls = new Map<string, AbortController>()

  constructor(claim: ClaimedRun) {
    this.claim = claim
    if (claim.cancelRequested) this.cancel()
  }

  /** It goes to work there. */
  enter(kind: RunPlace['kind'], name: string, step: number): void {
    const now = new Date().toISOString()
    this.place = { kind, name, step, since: now, signAt: now }
  }

  /** What it works with gave a sign of life. */
  noteSign(): void {
    if (this.place) this.place.signAt = new Date().toISOString()
  }

  /** Aborts model and tools, for whatever reason. */
  get work(): AbortSignal {
    return this.working.signal
  }

  /** Aborts writes: the run is another worker's, or about to be. */
  get ownership(): AbortSignal {
    return this.owning.signal
  }

  /** A person wants it to end; its end is then written. */
  cancel(): void {
    this.working.abort(new RunStopped('cancelled'))
  }

  /** Somebody stopped its agent, workspace or organisation: it ends as waiting, and may go on. */
  halt(): void {
    this.working.abort(new RunStopped('halted'))
  }

  get isHalted(): boolean {
    const { reason } = this.work
    return reason instanceof RunStopped && reason.reason === 'halted'
  }

  /** Aborts one tool call: for the reasons of the whole work, or because a person stopped it. */
  callSignal(toolCallId: string): AbortSignal {
    return AbortSignal.any([this.work, this.stopping(toolCallId).signal])
  }

  /** A person wants this call to end, and the run to go on. It may not have begun yet. */
  stopCall(toolCallId: string): void {
    this.stopping(toolCallId).abort(new CallStopped())
  }

  isCallStopped(toolCallId: string): boolean {
    return this.stopping(toolCallId).signal.aborted
  }

  private stopping(toolCallId: string): AbortController {
    const known = this.calls.get(toolCallId) ?? new AbortController()
    this.calls.set(toolCallId, known)
    return known
  }

  /** It is no longer ours: nothing more is written. */
  release(reason: 'lost' | 'shutdown'): void {
    this.owning.abort(new RunStopped(reason))
    this.working.abort(new RunStopped(reason))
  }
}
