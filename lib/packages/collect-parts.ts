import { loadAgent } from '#lib/agents/load-agent.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import type { HttpToolView } from '#lib/http-tools/schema.ts'
import { loadHttpTool } from '#lib/http-tools/tools.ts'
import { loadServerParts } from '#lib/mcp/server-parts.ts'
import { loadSkill } from '#lib/skills/load-skill.ts'
import { loadPolicies, policyOf } from '#lib/toolbox/policies.ts'
import {
  type PackageAgent,
  type PackageContents,
  type PackageFile,
  type PackageHttpTool,
  packageHttpTool,
} from './schema.ts'

/** What of a workspace is to be published. */
export interface ChosenParts {
  skillIds: string[]
  agentIds: string[]
  httpToolIds: string[]
  mcpServerIds: string[]
  firstTask: { agentId: string; text: string } | null
}

/** Copies what was chosen, as it is at this moment. Nothing that is secret, or the workspace's alone, goes along. */
export async function collectParts(
  tx: Tx,
  { skillIds, agentIds, httpToolIds, mcpServerIds, firstTask }: ChosenParts,
): Promise<{ contents: PackageContents; files: PackageFile[]; tools: string[] }> {
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
  const httpTools: PackageHttpTool[] = []
  for (const id of new Set(httpToolIds)) httpTools.push(httpToolOf(await loadHttpTool(tx, id)))
  const servers = []
  for (const id of new Set(mcpServerIds)) servers.push(await loadServerParts(tx, id))
  return {
    files,
    // What agents are given once somebody has let it out of quarantine.
    tools: servers.flatMap(({ tools }) => tools),
    contents: {
      skills,
      agents,
      ...(httpTools.length > 0 && { httpTools }),
      ...(servers.length > 0 && { mcpServers: servers.map(({ server }) => server) }),
      firstTask: firstTask && agent ? { agent, text: firstTask.text } : null,
      platformTools: [],
    },
  }
}

/** What makes it, without what is this workspace's own. */
function httpToolOf(tool: HttpToolView): PackageHttpTool {
  const fields = Object.keys(packageHttpTool.shape) as (keyof PackageHttpTool)[]
  return packageHttpTool.parse(Object.fromEntries(fields.map((field) => [field, tool[field]])))
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
