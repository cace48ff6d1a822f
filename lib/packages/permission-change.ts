import { leadsTo } from './parts.ts'
import type { PackageContents, PackagePermissions } from './schema.ts'

/** What a version may do that the one before it may not; and what it may not any more. */
export interface PermissionChange {
  added: string[]
  removed: string[]
}

/** What says all that a version may do. */
export interface Agreed {
  permissions: PackagePermissions
  contents: Pick<PackageContents, 'httpTools' | 'mcpServers'>
}

/**
 * Each permission as one line that tells it from all others. Where a request or a server leads is one: a server that runs another
 * program than before may do more, whatever it is called.
 */
export function linesOf({ permissions: { tools, hosts, secrets, risks }, contents }: Agreed): string[] {
  return [
    ...tools.map((name) => `tool ${name}`),
    ...hosts.map((name) => `host ${name}`),
    ...risks.map((name) => `risk ${name}`),
    ...secrets.flatMap(({ name, hosts: at, tools: by }) => [
      `secret ${name}`,
      ...at.map((host) => `secret ${name} host ${host}`),
      ...by.map((tool) => `secret ${name} tool ${tool}`),
    ]),
    ...(contents.httpTools ?? []).map((tool) => `request ${tool.name} ${leadsTo(tool)}`),
    ...(contents.mcpServers ?? []).map((server) => `server ${server.name} ${leadsTo(server)}`),
  ]
}

export function comparePermissions(before: Agreed, after: Agreed): PermissionChange {
  const [had, has] = [new Set(linesOf(before)), new Set(linesOf(after))]
  return { added: [...has].filter((line) => !had.has(line)), removed: [...had].filter((line) => !has.has(line)) }
}
