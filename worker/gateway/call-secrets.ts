import { AsyncLocalStorage } from 'node:async_hooks'
import type { SandboxOwner } from '#lib/egress/access.ts'
import type { AgentSecrets } from '#lib/secrets/agent-secrets.ts'

const ofThisCall = new AsyncLocalStorage<{ agentId: string; secrets: AgentSecrets }>()

/** Works with the agent's secrets as they are now: whatever asks for them on the way is given the same. */
export async function withSecretsOf<T>(
  owner: SandboxOwner,
  load: (owner: SandboxOwner) => Promise<AgentSecrets>,
  work: (secrets: AgentSecrets) => Promise<T>,
): Promise<T> {
  const secrets = await load(owner)
  return ofThisCall.run({ agentId: owner.agentId, secrets }, () => work(secrets))
}

/** Those of the tool call that asks, else as they are now. */
export async function secretsFor(
  owner: SandboxOwner,
  load: (owner: SandboxOwner) => Promise<AgentSecrets>,
): Promise<AgentSecrets> {
  const known = ofThisCall.getStore()
  return known?.agentId === owner.agentId ? known.secrets : load(owner)
}
