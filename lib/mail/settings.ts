import { z } from 'zod'
import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { type SomeLimits, someLimits } from './limits.ts'
import { selectSettings, upsertSettings } from './settings-store.ts'
import { type TalkRule, talkRule } from './talk-rule.ts'

/** The settings of one place, and which save of them this is. */
export const teamSettingsView = z.object({
  /** Of a workspace; everywhere else it stays off, and means nothing. */
  talk: talkRule,
  limits: someLimits,
  /** 0: nothing was saved yet. Send it along when you save, and nothing is written over. */
  revision: z.number().int(),
  updatedAt: z.iso.datetime().nullable(),
  updatedBy: z.string().nullable(),
})
export type TeamSettingsView = z.output<typeof teamSettingsView>

type Level = 'tenant' | 'workspace' | 'agent'
export type SettingsOf = (level: Level) => TeamSettingsView

/** What is stored at each level that a scope is bound by. */
export async function loadSettings(tx: Tx, agentId: string | null): Promise<SettingsOf> {
  const rows = await selectSettings(tx, agentId)
  return (level) => toView(rows.find((row) => row.level === level))
}

function toView(row: Awaited<ReturnType<typeof selectSettings>>[number] | undefined): TeamSettingsView {
  if (!row) return { talk: { mode: 'off' }, limits: {}, revision: 0, updatedAt: null, updatedBy: null }
  return {
    talk: talkRule.safeParse(row.talk).data ?? { mode: 'off' },
    limits: someLimits.parse(row.limits),
    revision: row.revision,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  }
}

/**
 * Saves the settings of the scope's tenant or workspace, or of an agent.
 * @throws AppError `conflict` where somebody saved since `basedOn` was read
 */
export async function saveSettings(
  tx: Tx,
  scope: Scope,
  place: { agentId: string | null },
  settings: { talk: TalkRule; limits: SomeLimits },
  basedOn: number | undefined,
): Promise<TeamSettingsView> {
  const saved = await upsertSettings(tx, scope, place, settings, basedOn)
  if (saved) return toView(saved)
  throw new AppError('conflict', 'Somebody else saved these settings since you read them. Load them again, then save.')
}
