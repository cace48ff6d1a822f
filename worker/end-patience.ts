import { hintApprovalsChanged } from '#lib/approvals/hint.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { expireApprovals } from '#lib/runs/ownership.ts'

/** Calls that waited for a person's word as long as they may: their runs go on without them. */
export async function endPatience(): Promise<void> {
  const expired = await expireApprovals()
  for (const workspaceId of new Set(expired.map((ask) => ask.workspaceId))) await hintApprovalsChanged(workspaceId)
  for (const runId of new Set(expired.map((ask) => ask.runId))) {
    await bestEffort('waking a worker', enqueue('run.wake', { runId }, runId))
  }
}
