import type { WorkspaceScope } from '#lib/access/scope.ts'
import { grantAccess, withdrawAccess } from '#lib/agents/grant-access.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import type { SkillPackage } from '#lib/skills/read-package.ts'
import { addSkill } from '#lib/skills/save-skill.ts'
import { accessOf } from '../parts.ts'
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
    grants.agents[agentId] = await grantAccess(tx, scope, agentId, accessOf(manifest))
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
    let left = grants.agents[agentId] ?? { tools: [], hosts: [] }
    for (const other of others) {
      // What another package of the agent needs is that one's to take away now.
      const { tools, hosts } = accessOf(other.manifest)
      const inherited = {
        tools: left.tools.filter((tool) => tools.includes(tool)),
        hosts: left.hosts.filter((host) => hosts.includes(host)),
        network: hosts.length > 0 ? left.network : undefined,
      }
      if (inherited.tools.length + inherited.hosts.length === 0 && !inherited.network) continue
      const own = other.grants.agents[agentId] ?? { tools: [], hosts: [] }
      other.grants.agents[agentId] = {
        tools: [...own.tools, ...inherited.tools],
        hosts: [...own.hosts, ...inherited.hosts],
        network: own.network ?? inherited.network,
      }
      await setGiven(tx, other.id, { agents: other.agents, grants: other.grants })
      left = {
        tools: left.tools.filter((tool) => !inherited.tools.includes(tool)),
        hosts: left.hosts.filter((host) => !inherited.hosts.includes(host)),
        network: inherited.network ? undefined : left.network,
      }
    }
    await withdrawAccess(tx, scope, agentId, left)
  }
  for (const agentId of agentIds) delete grants.agents[agentId]
  installation.agents = installation.agents.filter((agentId) => !agentIds.includes(agentId))
  await setGiven(tx, id, { agents: installation.agents, grants })
}
