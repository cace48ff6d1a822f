import { scopeOfSandbox } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { type AgentSecrets, loadAgentSecrets, noteSecretUse } from '#lib/secrets/agent-secrets.ts'
import { type Authority, loadAuthority } from '#lib/secrets/workspace-authority.ts'
import type { NetworkAccess } from './decide.ts'
import type { ConnectionRecord } from './schema.ts'
import { findSandboxSettings, insertConnections } from './store.ts'

/** Whose sandbox it is: the worker knows it of the stream that a connection came over. */
export interface SandboxOwner {
  tenantId: string
  workspaceId: string
  agentId: string
}

export interface AgentAccess extends NetworkAccess {
  secrets: AgentSecrets
}

/** Where the agent may connect to at this moment, and with what; null: there is no such agent any more. */
export async function loadNetworkAccess(owner: SandboxOwner): Promise<AgentAccess | null> {
  const stored = await withScope(scopeOfSandbox(owner), (tx) => findSandboxSettings(tx, owner.agentId))
  if (stored === null) return null
  const { network, networkHosts } = sandboxSettings.parse(stored)
  const secrets = await loadOwnSecrets(owner)
  return { network, networkHosts, secretHosts: secrets.usable.flatMap(({ hosts }) => hosts), secrets }
}

/** What the agent may use, and what must not be shown. */
export function loadOwnSecrets(owner: SandboxOwner): Promise<AgentSecrets> {
  return loadAgentSecrets(scopeOfSandbox(owner), owner.agentId)
}

/** The certificate authority of the sandbox's workspace. */
export function loadOwnAuthority(owner: SandboxOwner, make: () => Authority): Promise<Authority> {
  return loadAuthority(scopeOfSandbox(owner), make)
}

/** Remembers when the secrets were last put into a request. */
export function noteOwnSecretUse(owner: SandboxOwner, ids: string[]): Promise<void> {
  return noteSecretUse(scopeOfSandbox(owner), ids)
}

/** Appends to the log of an agent's connections. */
export async function recordConnections(
  owner: SandboxOwner,
  records: (ConnectionRecord & { connections: number })[],
): Promise<void> {
  const scope = scopeOfSandbox(owner)
  await withScope(scope, (tx) => insertConnections(tx, scope, owner.agentId, records))
}
