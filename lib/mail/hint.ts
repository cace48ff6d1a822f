import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'

/** Tells the workspace's pages to look again at what agents say. It says nothing of whom and what: threads may be private. */
export async function hintTeamChanged(workspaceId: string): Promise<void> {
  await bestEffort('announcing the team', appendEvents(`workspace:${workspaceId}`, [{ type: 'team.changed' }]))
}
