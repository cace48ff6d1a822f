import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { checkModels } from './check-models.ts'
import type { AgentSettings, AgentView } from './schema.ts'
import { insertAgent } from './store.ts'
import { saveFirst } from './versions.ts'

/** A new agent with its first version; audit and announcement are the caller's. */
export async function addAgent(tx: Tx, scope: WorkspaceScope, settings: AgentSettings): Promise<AgentView> {
  await checkModels(tx, settings.models, null)
  const agent = await insertAgent(tx, scope, newId(), settings)
  return saveFirst(tx, scope, agent, { origin: 'created' })
}
