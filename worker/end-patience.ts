import { hintApprovalsChanged } from '#lib/approvals/hint.ts'
import { expireAsks, goOnAnswered, type StoppedRun, stopGivenUp } from '#lib/mail/end-waits.ts'
import { hintTeamChanged } from '#lib/mail/hint.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { announce } from '#lib/runs/announce.ts'
import { expireApprovals } from '#lib/runs/ownership.ts'

/** What waited as long as it may: calls for a person's word, asks for an answer. Their runs go on without it. */
export async function endPatience(): Promise<void> {
  const approvals = await expireApprovals()
  const expired = await expireAsks()
  const answered = await goOnAnswered()
  const stopped = await stopGivenUp()
  for (const workspaceId of new Set(approvals.map((ask) => ask.workspaceId))) await hintApprovalsChanged(workspaceId)
  for (const runId of new Set([...approvals, ...answered].map((ask) => ask.runId))) {
    await bestEffort('waking a worker', enqueue('run.wake', { runId }, runId))
  }
  for (const run of stopped) await tellOfStop(run)
  for (const workspaceId of new Set([...expired, ...stopped].map((each) => each.workspaceId))) {
    await hintTeamChanged(workspaceId)
  }
}

/** Who works on it is told to stop, and readers of one that nobody works on that it is over. */
async function tellOfStop({ workspaceId, threadId, isPrivate, runId, attempt, atWork }: StoppedRun): Promise<void> {
  const end = { type: 'run.finished', runId, attempt, status: 'cancelled', error: null } as const
  await announce({
    workspaceId,
    threadId,
    private: isPrivate,
    ...(atWork ? { events: [], control: { type: 'cancel', runId } } : { events: [end] }),
  })
}
