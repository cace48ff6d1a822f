import { createHash } from 'node:crypto'
import { loadOwnSecrets, noteOwnSecretUse, type SandboxOwner } from '#lib/egress/access.ts'
import { AppError } from '#lib/errors.ts'
import type { McpTarget } from '#lib/mcp/schema.ts'
import { secretsIn, withSecrets } from '#lib/mcp/secrets-in.ts'
import { type AgentSecret, grantedTo } from '#lib/secrets/agent-secrets.ts'

export interface ResolvedHeaders {
  headers: Record<string, string>
  /** Tells a connection made with them from one made with others. */
  mark: string
}

/**
 * A server's headers, with the values of the secrets that may go to its host, on behalf of this tool.
 * @param tool null: somebody looks at the server
 * @throws AppError `not_allowed` where a secret is missing, or is not granted
 */
export async function resolveHeaders(
  target: McpTarget,
  owner: SandboxOwner | null,
  tool: string | null,
): Promise<ResolvedHeaders> {
  const { url, headers } = target
  const names = secretsIn(headers.map(({ value }) => value))
  if (names.length === 0) return marked(asRecord(headers))
  const { protocol, hostname, port } = new URL(url)
  if (protocol !== 'https:') {
    throw new AppError('not_allowed', `Secrets are sent over https alone, and ${target.name} has an address of http.`)
  }
  const all = owner ? (await loadOwnSecrets(owner)).usable : []
  const place = { host: hostname, port: Number(port) || 443 }
  const granted = tool === null ? grantedToServer(all, place, target) : grantedTo(all, place, tool)
  const used = names.map((name) => {
    const secret = granted.find((each) => each.name === name)
    if (secret) return secret
    const known = all.some((each) => each.name === name)
    throw new AppError(
      'not_allowed',
      known
        ? `The secret ${name} is not granted to the host ${hostname}, or not to this tool. An admin can grant it under Settings, Secrets.`
        : `The MCP server ${target.name} needs the secret ${name}, and this agent has none of that name. An admin can add it under Settings, Secrets.`,
    )
  })
  if (owner)
    void noteOwnSecretUse(
      owner,
      used.map(({ id }) => id),
    ).catch(() => {})
  const valueFor = (name: string) => used.find((each) => each.name === name)?.value ?? ''
  const resolved = headers.map(({ name, value }) => ({ name, value: withSecrets(value, valueFor) }))
  return marked(asRecord(resolved))
}

function marked(headers: Record<string, string>): ResolvedHeaders {
  return { headers, mark: createHash('sha256').update(JSON.stringify(headers)).digest('hex') }
}

/** Who looks at a server uses what is granted to all tools, or to one of its own. */
function grantedToServer(
  secrets: readonly AgentSecret[],
  place: { host: string; port: number },
  { name }: McpTarget,
): AgentSecret[] {
  const own = `mcp_${name}_`
  return secrets.filter((secret) =>
    [null, ...secret.tools.filter((each) => each.startsWith(own))].some(
      (tool) => grantedTo([secret], place, tool).length > 0,
    ),
  )
}

function asRecord(headers: McpTarget['headers']): Record<string, string> {
  return Object.fromEntries(headers.map(({ name, value }) => [name, value]))
}
