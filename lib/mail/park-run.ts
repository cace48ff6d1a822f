import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { goOnWaiting } from '#lib/runs/go-on-waiting.ts'
import type { RunClaim } from '#lib/runs/ownership.ts'
import { finishRun, type RunEnd, WAITS_FOR_AGENTS } from '#lib/runs/progress.ts'
import { hasOpenAsks, listAwaited } from './store.ts'

/**
 * Ends the attempt of a run that waits for answers: from here on it holds no worker, and the last answer queues it again.
 * @returns null where the last answer was faster: the run is in the queue already
 */
export async function parkForAnswers(scope: WorkspaceScope, run: RunClaim): Promise<RunEnd | null> {
  const names = await withScope(scope, (tx) => listAwaited(tx, run.runId))
  const message = names.length > 0 ? `Waits for the answer of ${names.join(', ')}.` : 'Waits for an answer.'
  const end: RunEnd = { status: 'waiting', error: { code: WAITS_FOR_AGENTS, message } }
  let waits = true
  await finishRun(scope, run, end, null, async (tx) => {
    // The run's row is held: an answer comes either before this look, or behind it and finds the run waiting.
    waits = await hasOpenAsks(tx, run.runId)
    if (!waits) await goOnWaiting(tx, run.runId)
  })
  return waits ? end : null
}
