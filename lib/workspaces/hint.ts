import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'

/** Tells whoever looks at the workspace's files to look again. `agentId`: which agent changed them, null for a person. */
export async function hintFilesChanged(workspaceId: string, agentId: string | null): Promise<void> {
  const hint = appendEvents(`workspace:${workspaceId}`, [{ type: 'files.changed', agentId }])
  await bestEffort('announcing changed files', hint)
}
