import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'
import { loadAgentForChange } from './load-agent.ts'
import type { AgentSettings } from './schema.ts'
import { settingsOf } from './settings.ts'
import { saveSettings } from './versions.ts'

/** What somebody gives an agent beside what it has. */
export interface Granted {
  tools: string[]
  /** Which it may connect to. */
  hosts: string[]
}

/** What it did not have before. `network`: as it was where it had to be opened for the hosts. */
export interface Gained extends Granted {
  network?: SandboxSettings['network']
}

/** Gives an agent tools and hosts. @returns what it did not have before */
export async function grantAccess(
  tx: Tx,
  scope: WorkspaceScope,
  agentId: string,
  { tools, hosts }: Granted,
): Promise<Gained> {
  const agent = await loadAgentForChange(tx, agentId)
  const { sandbox } = agent
  const gained: Gained = {
    tools: [...new Set(tools)].filter((name) => !agent.tools.includes(name)),
    hosts: sandbox.network === 'open' ? [] : [...new Set(hosts)].filter((host) => !sandbox.networkHosts.includes(host)),
  }
  if (hosts.length > 0 && sandbox.network === 'none') gained.network = 'none'
  const change: Partial<AgentSettings> = {
    tools: [...agent.tools, ...gained.tools],
    sandbox: {
      ...sandbox,
      network: gained.network ? 'list' : sandbox.network,
      networkHosts: [...sandbox.networkHosts, ...gained.hosts],
    },
  }
  await saveSettings(tx, scope, agent, { ...settingsOf(agent), ...change }, { origin: 'edited' })
  return gained
}

/** Takes from an agent what it gained; a network that somebody has opened further meanwhile stays as they left it. */
export async function withdrawAccess(tx: Tx, scope: WorkspaceScope, agentId: string, gained: Gained): Promise<void> {
  const agent = await loadAgentForChange(tx, agentId)
  const { sandbox } = agent
  const networkHosts = sandbox.networkHosts.filter((host) => !gained.hosts.includes(host))
  const closes = gained.network === 'none' && sandbox.network === 'list' && networkHosts.length === 0
  const change: Partial<AgentSettings> = {
    tools: agent.tools.filter((name) => !gained.tools.includes(name)),
    sandbox: { ...sandbox, network: closes ? 'none' : sandbox.network, networkHosts },
  }
  await saveSettings(tx, scope, agent, { ...settingsOf(agent), ...change }, { origin: 'edited' })
}

/** Takes tools that there are no more from every agent of the workspace that was given one. */
export async function forgetTools(tx: Tx, scope: WorkspaceScope, gone: readonly string[]): Promise<void> {
  if (gone.length === 0) return
  const rows = await tx.agent.findMany({ where: { deletedAt: null }, select: { id: true, tools: true } })
  for (const { id, tools } of rows) {
    if (!Array.isArray(tools) || !tools.some((name) => gone.includes(String(name)))) continue
    const agent = await loadAgentForChange(tx, id)
    const left = agent.tools.filter((name) => !gone.includes(name))
    await saveSettings(tx, scope, agent, { ...settingsOf(agent), tools: left }, { origin: 'edited' })
  }
}
