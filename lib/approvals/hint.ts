import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'

/** Tells the workspace's pages to look again at what is asked. It says nothing of whom and what: threads may be private. */
export async function hintApprovalsChanged(workspaceId: string): Promise<void> {
  await bestEffort('announcing approvals', appendEvents(`workspace:${workspaceId}`, [{ type: 'approvals.changed' }]))
}
