import { scopeOfSandbox } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import type { SandboxOwner } from '#lib/egress/access.ts'
import { hostPattern } from '#lib/net/host-pattern.ts'
import { isBuiltIn } from '#lib/tools/registry.ts'
import { findTools } from './sources.ts'

/** Hosts that the agent's own tools say they talk to from its sandbox: what an agent with a list may reach besides it. */
export async function loadSandboxHosts(owner: SandboxOwner): Promise<string[]> {
  return withScope(scopeOfSandbox(owner), async (tx) => {
    const where = { id: owner.agentId, deletedAt: null }
    const agent = await tx.agent.findFirst({ where, select: { tools: true } })
    const granted = new Set(Array.isArray(agent?.tools) ? agent.tools.map(String) : [])
    if ([...granted].every(isBuiltIn)) return []
    const tools = [...(await findTools(tx, owner)).values()]
    const declared = tools
      .filter(({ name, runsIn }) => runsIn === 'sandbox' && granted.has(name))
      .flatMap(({ hosts }) => hosts ?? [])
    // What no person could enter, such as a whole country's hosts, no tool declares either.
    return [...new Set(declared.flatMap((host) => hostPattern.safeParse(host).data ?? []))]
  })
}
