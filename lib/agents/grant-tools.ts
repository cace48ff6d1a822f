import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { loadAgentForChange } from './load-agent.ts'
import { settingsOf } from './settings.ts'
import { saveSettings } from './versions.ts'

/** Gives an agent tools. @returns those that it did not have before */
export async function grantTools(
  tx: Tx,
  scope: WorkspaceScope,
  agentId: string,
  names: readonly string[],
): Promise<string[]> {
  const agent = await loadAgentForChange(tx, agentId)
  const added = [...new Set(names)].filter((name) => !agent.tools.includes(name))
  const tools = [...agent.tools, ...added]
  await saveSettings(tx, scope, agent, { ...settingsOf(agent), tools }, { origin: 'edited' })
  return added
}

/** Takes tools from an agent again. */
export async function withdrawTools(
  tx: Tx,
  scope: WorkspaceScope,
  agentId: string,
  names: readonly string[],
): Promise<void> {
  const agent = await loadAgentForChange(tx, agentId)
  const tools = agent.tools.filter((name) => !names.includes(name))
  await saveSettings(tx, scope, agent, { ...settingsOf(agent), tools }, { origin: 'edited' })
}
