import { loadAgent } from '#lib/agents/load-agent.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { loadSkill } from '#lib/skills/load-skill.ts'
import { loadPolicies, policyOf } from '#lib/toolbox/policies.ts'
import type { PackageAgent, PackageContents, PackageFile } from './schema.ts'

/** What of a workspace is to be published. */
export interface ChosenParts {
  skillIds: string[]
  agentIds: string[]
  firstTask: { agentId: string; text: string } | null
}

/** Copies what was chosen, as it is at this moment. Nothing that is secret, or the workspace's alone, goes along. */
export async function collectParts(
  tx: Tx,
  { skillIds, agentIds, firstTask }: ChosenParts,
): Promise<{ contents: PackageContents; files: PackageFile[] }> {
  const files: PackageFile[] = []
  const skills: string[] = []
  for (const skillId of new Set(skillIds)) {
    const { name, files: own, activeVersion, version } = await loadSkill(tx, skillId)
    if (activeVersion !== version) {
      throw new AppError(
        'conflict',
        `The skill "${name}" waits for an admin. Look at it, let it through, then publish.`,
      )
    }
    if (skills.includes(name))
      throw new AppError('conflict', `Two of the chosen skills are named "${name}". Choose one.`)
    skills.push(name)
    files.push(...own.map((file) => ({ ...file, path: `skills/${name}/${file.path}` })))
  }
  const agents: PackageAgent[] = []
  const keys = new Map<string, string>()
  for (const agentId of new Set(agentIds)) {
    const { name, color, persona, rules, notes, tools } = await loadAgent(tx, agentId)
    const key = keyOf(name, new Set(keys.values()))
    keys.set(agentId, key)
    const policy = policyOf(await loadPolicies(tx, agentId), 'agent').rules
    agents.push({ key, name, color, persona, rules, notes, tools, policy })
  }
  const agent = firstTask ? keys.get(firstTask.agentId) : undefined
  if (firstTask && !agent)
    throw new AppError('invalid_input', 'firstTask: choose one of the agents that are published.')
  return {
    files,
    contents: {
      skills,
      agents,
      firstTask: firstTask && agent ? { agent, text: firstTask.text } : null,
      platformTools: [],
    },
  }
}

/** A short name of letters that none of the others has. */
function keyOf(name: string, taken: ReadonlySet<string>): string {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 50) ?? ''
  const base = words.replace(/-+$/, '') || 'agent'
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`
    if (!taken.has(key)) return key
  }
}
