import type { Tx } from '#lib/db/client.ts'
import type { ToolOwner } from '#lib/tools/definition.ts'
import { platformPolicy } from '#lib/tools/platform-policy.ts'
import type { PolicyLevel, Toolbox } from '#lib/tools/policy.ts'
import { isBuiltIn, toolsSearch, withBuiltIn } from '#lib/tools/registry.ts'
import { POLICY_LEVELS, policyRules } from '#lib/tools/schema.ts'
import { findTools } from './sources.ts'

/** Rules of a tenant, a workspace or an agent, as they are stored. */
export interface StoredLevel {
  level: string
  rules: unknown
}

/** The levels in their order, the installation's first. A level that cannot be read lets nothing through. */
export function policyLevels(stored: readonly StoredLevel[]): PolicyLevel[] {
  const all = [{ level: 'platform', rules: platformPolicy() }, ...stored]
  return POLICY_LEVELS.flatMap((level) => {
    const found = all.find((each) => each.level === level)
    if (!found) return []
    const rules = level === 'platform' ? platformPolicy() : (policyRules.safeParse(found.rules).data ?? DENY_ALL)
    return [{ level, rules }]
  })
}

const DENY_ALL = policyRules.parse([{ tools: '*', effect: 'deny' }])

/** All that decides about the tools of an agent. Sources are asked only where it was given more than built-in tools. */
export async function loadToolbox(
  tx: Tx,
  owner: ToolOwner,
  agent: { tools: readonly string[]; sandbox: { mode: string } },
  stored: readonly StoredLevel[],
): Promise<Toolbox> {
  return {
    tools: agent.tools.every(isBuiltIn) ? withBuiltIn([]) : await findTools(tx, owner),
    granted: new Set([...agent.tools, toolsSearch.name]),
    hasSandbox: agent.sandbox.mode !== 'off',
    levels: policyLevels(stored),
  }
}
