import { joinCommandLine } from '#lib/mcp/command-line.ts'
import { partsOf } from './parts.ts'
import type { PackageHttpTool, PackageManifest, PackageMcpServer } from './schema.ts'

/** HTTP tools and MCP servers as the security check reads them: what a model is told as prose, what is run as a script. */
export function scannedParts(manifest: Pick<PackageManifest, 'contents'>): { path: string; bytes: Buffer }[] {
  const { httpTools, mcpServers } = partsOf(manifest)
  return [
    ...httpTools.map((tool) => ({ path: `tools/${tool.name}.md`, bytes: Buffer.from(wordsOf(tool)) })),
    ...mcpServers.map((server) => ({ path: `servers/${server.name}.sh`, bytes: Buffer.from(scriptOf(server)) })),
  ]
}

function wordsOf({ description, parameters, request }: PackageHttpTool): string {
  const values = [...request.query, ...request.headers].map(({ name, value }) => `${name}: ${value}`)
  const words = parameters.map((parameter) => `${parameter.name}: ${parameter.description}`)
  return [description, ...words, `${request.method} ${request.url}`, ...values, request.body]
    .filter(Boolean)
    .join('\n\n')
}

function scriptOf({ transport, command, args, env, headers, url }: PackageMcpServer): string {
  const variables = transport === 'stdio' ? env : headers
  const lines = variables.map(({ name, value }) => `${name.replaceAll('-', '_')}=${joinCommandLine([value])}`)
  return [...lines, transport === 'stdio' ? joinCommandLine([command, ...args]) : `# ${url}`].join('\n')
}
