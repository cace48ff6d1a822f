import { parseTarget } from '#lib/net/host-pattern.ts'
import type { ToolDefinition, ToolSource } from '#lib/tools/definition.ts'
import { PLATFORM_TOOLS, platformTools } from './definitions.ts'
import { findSwitchedOn } from './store.ts'

const MAX_KEPT = 2000
/** Definitions are compared and measured by identity; what they are made of is in the key. */
const kept = new Map<string, ToolDefinition>()
const settingsByTool = new WeakMap<ToolDefinition, Record<string, unknown>>()

/** Tools of the platform that a package has switched on, as the installation of it says. */
export const platformToolSource: ToolSource = {
  id: PLATFORM_TOOLS,
  async definitions(tx, { workspaceId }) {
    const rows = await findSwitchedOn(tx, workspaceId)
    return rows.flatMap(({ tools, settings }) =>
      platformTools.filter(({ name }) => tools.includes(name)).map((tool) => keep(tool, settings)),
    )
  },
}

function keep(tool: ToolDefinition, settings: Record<string, unknown>): ToolDefinition {
  const key = `${tool.name} ${JSON.stringify(settings)}`
  const known = kept.get(key)
  if (known) return known
  const host = typeof settings.host === 'string' ? parseTarget(settings.host, 0) : null
  const made = { ...tool, hosts: typeof settings.host === 'string' && host ? [settings.host] : [] }
  settingsByTool.set(made, settings)
  kept.set(key, made)
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value ?? '')
  return made
}

/** What the installation was told, which nobody has read yet. */
export function settingsOf(definition: ToolDefinition): Record<string, unknown> {
  const settings = settingsByTool.get(definition)
  if (!settings) throw new Error(`"${definition.name}" is no tool of the platform's packages.`)
  return settings
}
