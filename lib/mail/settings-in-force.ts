import type { Tx } from '#lib/db/client.ts'
import { narrowest, type TeamLimits } from './limits.ts'
import { selectSettings } from './settings-store.ts'
import { type TalkRule, talkRule } from './talk-rule.ts'

/** What binds an agent: its workspace's rule, and the narrowest limits of tenant, workspace and itself. */
export interface TeamSettingsInForce {
  talk: TalkRule
  limits: TeamLimits
}

/** A rule that cannot be read lets nobody talk. */
export async function loadSettingsInForce(tx: Tx, agentId: string): Promise<TeamSettingsInForce> {
  const rows = await selectSettings(tx, agentId)
  const talk = rows.find(({ level }) => level === 'workspace')?.talk
  return { talk: talkRule.safeParse(talk).data ?? { mode: 'off' }, limits: narrowest(rows.map(({ limits }) => limits)) }
}
