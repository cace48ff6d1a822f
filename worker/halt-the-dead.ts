import { announce } from '#lib/runs/announce.ts'
import { haltLostRuns } from '#lib/runs/ownership.ts'
import { stoppedError } from '#lib/stops/stopped-error.ts'

/** Nobody claims what is stopped: of runs whose worker died, this writes and tells the end. */
export async function haltTheDead(): Promise<void> {
  const error = stoppedError()
  for (const { runId, threadId, workspaceId, isPrivate, attempt } of await haltLostRuns(error)) {
    await announce({
      workspaceId,
      threadId,
      private: isPrivate,
      events: [{ type: 'run.finished', runId, attempt, status: 'waiting', error }],
    })
  }
}
