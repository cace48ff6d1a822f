import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'

/** Tells the workspace's pages to load the agent again. */
export async function hintAgentChanged(workspaceId: string, agentId: string): Promise<void> {
  await bestEffort(
    'announcing an agent',
    appendEvents(`workspace:${workspaceId}`, [{ type: 'agent.changed', agentId }]),
  )
}
