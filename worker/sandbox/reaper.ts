import type { SandboxDriver } from './provider.ts'

/** What the database says of agents that have a sandbox; an agent that it does not name does not exist any more. */
export type LeaseLookup = (agentIds: string[]) => Promise<Map<string, { leased: boolean }>>

/**
 * Removes the sandboxes of agents that no longer exist, and stops those that no live worker leases: what a dead worker
 * left. `lookup` is asked after the list was taken, so a sandbox that was opened in between has its lease by then.
 */
export async function reapSandboxes(
  driver: Pick<SandboxDriver, 'list' | 'removeAgent' | 'stopAgent'>,
  lookup: LeaseLookup,
): Promise<{ removed: string[]; stopped: string[] }> {
  const sandboxes = await driver.list()
  const agents = await lookup(sandboxes.map(({ agentId }) => agentId))
  const removed = new Set<string>()
  const stopped = new Set<string>()
  for (const { agentId, state } of sandboxes) {
    const agent = agents.get(agentId)
    if (!agent) removed.add(agentId)
    else if (state === 'running' && !agent.leased) stopped.add(agentId)
  }
  for (const agentId of removed) await driver.removeAgent(agentId)
  for (const agentId of stopped) await driver.stopAgent(agentId)
  return { removed: [...removed], stopped: [...stopped] }
}

/** What the database notes of deleted workspaces. */
export interface DeletedWorkspaces {
  list(): Promise<string[]>
  forget(workspaceId: string): Promise<void>
}

/**
 * Removes the files of deleted workspaces, and the containers that use them. Goes by what was noted at the deletion, and
 * never by what is merely not found: another database's workspaces are nobody's to remove. One that fails stays noted.
 */
export async function reapWorkspaces(
  driver: Pick<SandboxDriver, 'removeWorkspace'>,
  deleted: DeletedWorkspaces,
): Promise<string[]> {
  const removed: string[] = []
  for (const workspaceId of await deleted.list()) {
    await driver.removeWorkspace(workspaceId)
    await deleted.forget(workspaceId)
    removed.push(workspaceId)
  }
  return removed
}
