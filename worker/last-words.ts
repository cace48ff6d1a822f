import { announce } from '#lib/runs/announce.ts'
import { findDeadWorkers, forgetWorkers } from '#lib/runs/ownership.ts'

/**
 * A worker may die between the end of a run and telling of it. Its runs in progress are claimed and go on; what it had
 * ended is told again, which a reader who knows it takes for an echo.
 */
export async function speakForTheDead(): Promise<void> {
  const dead = await findDeadWorkers()
  if (dead.length === 0) return
  for (const { runId, attempt, status, error, threadId, workspaceId, isPrivate } of dead.flatMap((w) => w.lastEnds)) {
    await announce({
      workspaceId,
      threadId,
      private: isPrivate,
      events: [{ type: 'run.finished', runId, attempt, status, error }],
    })
  }
  await forgetWorkers(dead.map(({ id }) => id))
}
