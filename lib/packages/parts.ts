import { hostOf } from '#lib/http-tools/check-tool.ts'
import { joinCommandLine } from '#lib/mcp/command-line.ts'
import type { PackageHttpTool, PackageManifest, PackageMcpServer } from './schema.ts'

/** Where a request goes, or what a server is, on one line. */
export function leadsTo(part: PackageHttpTool | PackageMcpServer): string {
  if ('request' in part) return `${part.request.method} ${part.request.url}`
  if (part.transport !== 'stdio') return part.url
  // A variable can make a program another one.
  return joinCommandLine([...part.env.map(({ name, value }) => `${name}=${value}`), part.command, ...part.args])
}

/** The HTTP tools and MCP servers of a package. */
export function partsOf({ contents }: Pick<PackageManifest, 'contents'>) {
  return { httpTools: contents.httpTools ?? [], mcpServers: contents.mcpServers ?? [] }
}

/** The host of a server that is reached over the network; null: it runs in the agent's container. */
export function serverHost({ transport, url }: PackageMcpServer): string | null {
  return transport === 'stdio' ? null : (URL.parse(url)?.host ?? null)
}

/**
 * What agents are given with a package. Hosts that its HTTP tools and servers alone talk to are reached by the platform, with the
 * tool's own rules: a container is opened for them only where there are scripts that may need them too.
 */
export function accessOf({ permissions, contents }: Pick<PackageManifest, 'permissions' | 'contents'>) {
  const { httpTools, mcpServers } = partsOf({ contents })
  if (contents.skills.length > 0 || mcpServers.some(({ transport }) => transport === 'stdio')) return permissions
  const reached = new Set([...httpTools.map(({ request }) => hostOf(request)), ...mcpServers.map(serverHost)])
  return { tools: permissions.tools, hosts: permissions.hosts.filter((host) => !reached.has(host)) }
}
