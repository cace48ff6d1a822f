import type { AgentVersionRef } from '#lib/stream/events.ts'

/** The version of the agent that a run names; null for an agent that has none. */
export function versionOf(run: { agentVersionId: string | null; agentVersion: number | null }): AgentVersionRef | null {
  return run.agentVersionId === null ? null : { id: run.agentVersionId, number: run.agentVersion }
}
