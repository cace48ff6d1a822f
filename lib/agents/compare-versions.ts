import { formatPatch, structuredPatch } from 'diff'
import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { loadAgent } from './load-agent.ts'
import type { AgentSetting, AgentSettings } from './schema.ts'
import { changedSettings } from './settings.ts'
import { type SettingChange, settingChange } from './version-schema.ts'
import { findVersion } from './versions.ts'

const TEXTS = new Set<AgentSetting>(['persona', 'rules', 'notes'])
/** Texts that have next to nothing in common are not compared for longer than this. */
const TIMEOUT_MS = 100

/** What differs between two saves of an agent. */
export const compareVersions = defineUseCase({
  id: 'agents.compare-versions',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}/versions/{number}/diff' },
  input: {
    agentId: idSchema,
    /** The later one, as a rule. */
    number: z.coerce.number().int().min(1),
    /** Left out: the version before. */
    against: z.coerce.number().int().min(1).optional(),
  },
  output: z.object({ number: z.number().int(), against: z.number().int(), changes: z.array(settingChange) }),
  load: ({ tx }, { agentId }) => loadAgent(tx, agentId),
  async execute({ tx }, { agentId, number, against = Math.max(1, number - 1) }) {
    const [after, before] = [await findVersion(tx, agentId, number), await findVersion(tx, agentId, against)]
    if (!after || !before) throw notFound('The version')
    const changed = changedSettings(before.settings, after.settings)
    return { number, against, changes: changed.map((setting) => changeOf(setting, before.settings, after.settings)) }
  },
})

function changeOf(setting: AgentSetting, before: AgentSettings, after: AgentSettings): SettingChange {
  const patch = TEXTS.has(setting) ? patchOf(setting, String(before[setting]), String(after[setting])) : null
  return { setting, before: before[setting], after: after[setting], patch }
}

function patchOf(setting: AgentSetting, before: string, after: string): string | null {
  const patch = structuredPatch(setting, setting, before, after, undefined, undefined, {
    context: 3,
    timeout: TIMEOUT_MS,
  })
  return patch ? formatPatch(patch) : null
}
