import type { SandboxOwner } from '#lib/egress/access.ts'
import { type AgentSecrets, mayUse } from '#lib/secrets/agent-secrets.ts'
import type { Authority } from '#lib/secrets/workspace-authority.ts'
import type { Sandbox } from '../sandbox/provider.ts'
import { secretsFor } from './call-secrets.ts'
import { modelsEnvironment, proxyEnvironment } from './environment.ts'
import type { Pass } from './pass.ts'
import { placeAuthorities, TRUST_ENVIRONMENT } from './trust.ts'

export interface WayOutSources {
  /** Whether the agent's code may call models. */
  hasModels?: boolean
  loadSecrets(owner: SandboxOwner): Promise<AgentSecrets>
  loadAuthority(owner: SandboxOwner): Promise<Authority>
}

/**
 * The sandbox, whose commands find the way out, say on whose behalf they take it, see placeholders where they may use
 * secrets, and trust the authority that stands for the hosts which these are granted to.
 */
export function withWayOut(sandbox: Sandbox, owner: SandboxOwner, pass: Pass | null, sources: WayOutSources): Sandbox {
  const environment = async () => {
    const { usable } = await secretsFor(owner, sources.loadSecrets)
    const seen = usable.filter(({ tools }) => mayUse(tools, pass?.tool ?? null))
    const placeholders = Object.fromEntries(seen.map(({ name, placeholder }) => [name, placeholder]))
    const isTrusting = seen.some(({ hosts }) => hosts.length > 0)
    if (isTrusting) await placeAuthorities(sandbox, (await sources.loadAuthority(owner)).certificate)
    // A key of the agent's own is for the provider that it names, and not for the gateway.
    const isOwnKey = 'OPENAI_API_KEY' in placeholders || 'OPENAI_BASE_URL' in placeholders
    const models = pass && sources.hasModels && !isOwnKey ? modelsEnvironment(owner.agentId, pass) : {}
    return {
      ...models,
      ...placeholders,
      ...proxyEnvironment(owner.agentId, pass),
      ...(isTrusting ? TRUST_ENVIRONMENT : {}),
    }
  }
  return {
    ...sandbox,
    exec: async (request) => sandbox.exec({ ...request, env: { ...(await environment()), ...request.env } }),
    openTerminal: async (request) =>
      sandbox.openTerminal({ ...request, env: { ...(await environment()), ...request.env } }),
  }
}
