import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { ClaimedRun } from '#lib/runs/ownership.ts'
import type { RunEnd } from '#lib/runs/progress.ts'

/** Ends the attempt as waiting: `write` says for what, in the transaction that ends it, and may be repeated. */
export class AttemptWaits extends Error {
  readonly write: (scope: WorkspaceScope, run: ClaimedRun) => Promise<RunEnd | null>

  constructor(message: string, write: AttemptWaits['write']) {
    super(message)
    this.name = 'AttemptWaits'
    this.write = write
  }
}
