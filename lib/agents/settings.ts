import { toText } from '#lib/db/jsonb.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { toolName } from '#lib/tools/schema.ts'
import {
  AGENT_SETTINGS,
  type AgentSetting,
  type AgentSettings,
  agentAvatar,
  agentSettings,
  modelChoice,
} from './schema.ts'

/** Settings as they are stored, row or version. */
export type StoredSettings = { [K in AgentSetting]?: unknown }

/** What was stored under earlier rules must still be readable. */
export function readSettings(stored: StoredSettings): AgentSettings {
  const tools = Array.isArray(stored.tools) ? stored.tools.filter((name) => toolName.safeParse(name).success) : []
  return {
    name: String(stored.name),
    color: stored.color as AgentSettings['color'],
    avatar: agentAvatar.nullable().parse(stored.avatar ?? null),
    persona: String(stored.persona ?? ''),
    rules: String(stored.rules ?? ''),
    notes: String(stored.notes ?? ''),
    models: modelChoice.array().parse(stored.models),
    tools: tools as AgentSettings['tools'],
    sandbox: sandboxSettings.parse(stored.sandbox),
  }
}

/** Text that the database accepts, and keys in the schema's order: what is the same is then written the same. */
export function canonicalSettings(settings: AgentSettings): AgentSettings {
  const { name, persona, rules, notes } = settings
  const texts = { name: toText(name), persona: toText(persona), rules: toText(rules), notes: toText(notes) }
  return agentSettings.parse({ ...settings, ...texts })
}

/** Names of the settings in which two differ. */
export function changedSettings(before: AgentSettings, after: AgentSettings): AgentSetting[] {
  const [a, b] = [canonicalSettings(before), canonicalSettings(after)]
  return AGENT_SETTINGS.filter((setting) => JSON.stringify(a[setting]) !== JSON.stringify(b[setting]))
}

/** The fields of an agent that are its settings. */
export function settingsOf(agent: AgentSettings): AgentSettings {
  const { name, color, avatar, persona, rules, notes, models, tools, sandbox } = agent
  return { name, color, avatar, persona, rules, notes, models, tools, sandbox }
}

/** `change` over `before`; what is left out or undefined stays. */
export function withChange(before: AgentSettings, change: Partial<AgentSettings>): AgentSettings {
  const given = Object.entries(settingsOf(change as AgentSettings)).filter(([, value]) => value !== undefined)
  return { ...settingsOf(before), ...Object.fromEntries(given) }
}
