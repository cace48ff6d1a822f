import { versionOf } from '#lib/runs/agent-version.ts'
import { announce } from '#lib/runs/announce.ts'
import { findDeadWorkers, forgetWorkers } from '#lib/runs/ownership.ts'

/**
 * A worker may die between the end of a run and telling of it. Its runs in progress are claimed and go on; what it had
 * ended is told again, which a reader who knows it takes for an echo.
 */
export async function speakForTheDead(): Promise<void> {
  const dead = await findDeadWorkers()
  if (dead.length === 0) return
  for (const end of dead.flatMap((worker) => worker.lastEnds)) {
    const { runId, attempt, status, error, threadId, workspaceId, isPrivate } = end
    await announce({
      workspaceId,
      threadId,
      private: isPrivate,
      events: [
        // Nobody may have been told of the beginning either.
        { type: 'run.started', runId, attempt, agentVersion: versionOf(end) },
        { type: 'run.finished', runId, attempt, status, error },
      ],
    })
  }
  await forgetWorkers(dead.map(({ id }) => id))
}
