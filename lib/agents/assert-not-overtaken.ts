import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import type { AgentSettings, AgentView } from './schema.ts'
import { changedSettings } from './settings.ts'
import { selectVersionsAfter } from './versions.ts'

/**
 * Two people edit the same agent: whoever saves second is told what the first one changed, and nothing is written over.
 * Saving what is there already is no conflict.
 * @throws AppError `conflict`
 */
export async function assertNotOvertaken(
  tx: Tx,
  agent: AgentView,
  settings: AgentSettings,
  baseVersion: number | undefined,
): Promise<void> {
  if (baseVersion === undefined || baseVersion === agent.version) return
  if (changedSettings(agent, settings).length === 0) return
  const newer = await selectVersionsAfter(tx, agent.id, baseVersion)
  const last = newer[0]
  const by = last?.savedBy.name ? ` by ${last.savedBy.name}` : ''
  const fields = [...new Set(newer.flatMap(({ changed }) => changed))].sort().join(', ')
  throw new AppError(
    'conflict',
    `Version ${agent.version} was saved${by} since you read version ${baseVersion}. It changed: ${fields || 'nothing that is known'}. Load the agent again, and save with "baseVersion": ${agent.version}.`,
  )
}
