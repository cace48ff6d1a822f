import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { loadSettingsInForce } from './settings-in-force.ts'
import { type Colleague, selectColleagues } from './store.ts'
import { mayTalk } from './talk-rule.ts'

const MOST = 200

/** The other agents of an agent's workspace, and whether it may talk to them. */
export async function listColleagues(
  scope: WorkspaceScope,
  agentId: string,
): Promise<(Colleague & { mayTalk: boolean })[]> {
  return withScope(scope, async (tx) => {
    const { talk } = await loadSettingsInForce(tx, agentId)
    const colleagues = await selectColleagues(tx, agentId, MOST)
    return colleagues.map((colleague) => ({ ...colleague, mayTalk: mayTalk(talk, agentId, colleague.id) }))
  })
}
