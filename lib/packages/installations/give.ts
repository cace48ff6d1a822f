import type { WorkspaceScope } from '#lib/access/scope.ts'
import { grantTools, withdrawTools } from '#lib/agents/grant-tools.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import type { SkillPackage } from '#lib/skills/read-package.ts'
import { addSkill } from '#lib/skills/save-skill.ts'
import {
  type Installation,
  markSkills,
  otherInstallationsOf,
  remainingAgents,
  removeSkills,
  setGiven,
} from './store.ts'

/** Gives agents what a package holds: its skills, and the tools that it declares. */
export async function giveTo(
  tx: Tx,
  scope: WorkspaceScope,
  installation: Installation,
  skills: readonly SkillPackage[],
  agentIds: readonly string[],
): Promise<void> {
  const { id, manifest, grants, agents } = installation
  const given: string[] = []
  for (const agentId of agentIds) {
    for (const content of skills) {
      const { skill } = await addSkill(tx, scope, { agentId, content, approvedByName: scope.principalName })
      if (!skill) throw new AppError('conflict', 'The security check blocks a skill of this package.')
      given.push(skill.id)
    }
    const added = await grantTools(tx, scope, agentId, manifest.permissions.tools)
    grants.tools[agentId] = [...new Set([...(grants.tools[agentId] ?? []), ...added])]
  }
  await markSkills(tx, given, id)
  installation.agents = [...new Set([...agents, ...agentIds])]
  await setGiven(tx, id, { agents: installation.agents, grants })
}

/** Takes it from agents again: what they had before they keep, and what another package of theirs needs. */
export async function takeFrom(
  tx: Tx,
  scope: WorkspaceScope,
  installation: Installation,
  agentIds: readonly string[],
): Promise<void> {
  const { id, grants } = installation
  await removeSkills(tx, id, [...agentIds])
  for (const agentId of await remainingAgents(tx, [...agentIds])) {
    const others = await otherInstallationsOf(tx, agentId, id)
    const added = grants.tools[agentId] ?? []
    const heir = (tool: string) => others.find(({ manifest }) => manifest.permissions.tools.includes(tool))
    for (const other of others) {
      // It is the other package's to take away now.
      const inherited = added.filter((tool) => heir(tool) === other)
      if (inherited.length === 0) continue
      other.grants.tools[agentId] = [...new Set([...(other.grants.tools[agentId] ?? []), ...inherited])]
      await setGiven(tx, other.id, { agents: other.agents, grants: other.grants })
    }
    await withdrawTools(
      tx,
      scope,
      agentId,
      added.filter((tool) => !heir(tool)),
    )
  }
  for (const agentId of agentIds) delete grants.tools[agentId]
  installation.agents = installation.agents.filter((agentId) => !agentIds.includes(agentId))
  await setGiven(tx, id, { agents: installation.agents, grants })
}
