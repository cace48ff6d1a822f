import type { Tx } from '#lib/db/client.ts'
import { loadAgentForChange } from './load-agent.ts'
import { countBelongings, hasBeenUsed, markDeleted, removeRow, type StoppedRun, stopRunsOf } from './store.ts'

export type { StoppedRun } from './store.ts'

/**
 * Removes an agent, as its deletion does; one that nobody has used yet leaves nothing behind, not even its row.
 * @returns what it worked on, whose workers are told after the commit
 */
export async function removeAgent(tx: Tx, agentId: string): Promise<StoppedRun[]> {
  await loadAgentForChange(tx, agentId)
  const { threads } = await countBelongings(tx, agentId)
  if (threads === 0 && !(await hasBeenUsed(tx, agentId))) {
    await removeRow(tx, agentId)
    return []
  }
  await markDeleted(tx, agentId)
  return stopRunsOf(tx, agentId)
}
