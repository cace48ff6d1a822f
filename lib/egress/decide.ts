import { findPattern } from '#lib/net/host-pattern.ts'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'
import { REGISTRY_HOSTS } from './registries.ts'

export interface Way {
  allowed: boolean
  /** What decided. */
  rule: string
  /** For whoever is refused. */
  reason: string
}

/** Where an agent may connect to, beside its settings. */
export interface NetworkAccess extends Pick<SandboxSettings, 'network' | 'networkHosts'> {
  /** Hosts that its secrets are granted to. */
  secretHosts: readonly string[]
  /** Hosts that its tools declare. */
  toolHosts?: readonly string[]
}

/** Whether an agent may connect there. Internal addresses are refused later, and always. */
export function decideConnection(access: NetworkAccess, target: { host: string; port: number }): Way {
  if (access.network === 'none') {
    const reason = 'This agent has no network. Somebody can allow it in the settings of the agent.'
    return { allowed: false, rule: 'off', reason }
  }
  if (access.network === 'open') return { allowed: true, rule: 'open', reason: '' }
  const listed =
    findPattern(access.networkHosts, target) ??
    findPattern(access.secretHosts, target) ??
    findPattern(access.toolHosts ?? [], target) ??
    findPattern(REGISTRY_HOSTS, target)
  if (listed) return { allowed: true, rule: `list ${listed}`, reason: '' }
  const reason = `${target.host}:${target.port} is not on the list of hosts that this agent may connect to. Somebody can add it in the settings of the agent.`
  return { allowed: false, rule: 'not on the list', reason }
}
