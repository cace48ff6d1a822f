import { appendEvents } from '#lib/stream/append.ts'
import { logger } from '#lib/telemetry/logger.ts'

/** Tells the workspace's pages to load the agent again. Only a hint, so nobody waits for it, nor fails by it. */
export function hintAgentChanged(workspaceId: string, agentId: string): void {
  appendEvents(`workspace:${workspaceId}`, [{ type: 'agent.changed', agentId }]).catch((error: unknown) =>
    logger().warn({ error }, 'a change of an agent was not announced'),
  )
}
