import { checkTool, hostOf } from '#lib/http-tools/check-tool.ts'
import { MCP_PREFIX } from '#lib/mcp/names.ts'
import { secretsIn } from '#lib/mcp/secrets-in.ts'
import { platformTools } from '#lib/platform-tools/definitions.ts'
import { USE_SKILL } from '#lib/skills/use-skill-schema.ts'
import { builtInTools } from '#lib/tools/registry.ts'
import type { ToolRisk } from '#lib/tools/schema.ts'
import { partsOf, serverHost } from './parts.ts'
import type {
  PackageFile,
  PackageHttpTool,
  PackageManifest,
  PackageMcpServer,
  PackagePermissions,
  PackageSecret,
} from './schema.ts'

/** Something that a part of a package cannot do without, or reaches for. */
export interface Need {
  kind: 'tools' | 'hosts' | 'secrets' | 'risks'
  name: string
  /** The part, for whoever has to mend it. */
  where: string
  /** Of a secret: where its value goes, and by which tool, where that is known. */
  use?: { host: string; tool: string | null }
}

/** What a script asks its environment for. */
const READS_SECRET =
  /(?:environ(?:\.get\(|\[)\s*["']|getenv\(\s*["']|process\.env\.|process\.env\[\s*["']|\$\{?)([A-Z][A-Z0-9_]*(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?))\b/g
/** Documents, which nobody runs. */
const DOCUMENT = /\.(?:md|txt|csv|json|ya?ml|html?|svg|png|jpe?g|pdf)$/i

/** What the contents need, whatever the manifest says. */
export function needsOf(manifest: Pick<PackageManifest, 'contents'>, files: readonly PackageFile[]): Need[] {
  const { contents } = manifest
  const { httpTools, mcpServers } = partsOf(manifest)
  const needs: Need[] = [...httpTools.flatMap(needsOfTool), ...mcpServers.flatMap(needsOfServer)]
  const own = new Map(httpTools.map((tool) => [tool.name, checkTool(tool).risk]))
  const riskOf = (name: string): ToolRisk => own.get(name) ?? knownRisk(name)
  const addTool = (name: string, where: string) => {
    needs.push({ kind: 'tools', name, where }, { kind: 'risks', name: riskOf(name), where })
  }
  for (const name of contents.skills) addTool(USE_SKILL, `skills/${name}`)
  for (const { path, content, encoding } of files) {
    if (!DOCUMENT.test(path)) addTool('shell', path)
    if (encoding === 'base64') continue
    for (const [, name] of content.matchAll(READS_SECRET)) if (name) needs.push({ kind: 'secrets', name, where: path })
  }
  for (const { key, tools } of contents.agents) for (const name of tools) addTool(name, `agents/${key}`)
  for (const name of contents.platformTools) addTool(name, name)
  return needs
}

function needsOfTool(tool: PackageHttpTool): Need[] {
  const where = `tools/${tool.name}`
  const host = hostOf(tool.request)
  const needs: Need[] = [
    { kind: 'tools', name: tool.name, where },
    { kind: 'risks', name: checkTool(tool).risk, where },
    { kind: 'hosts', name: host, where },
  ]
  if ('secret' in tool.auth)
    needs.push({ kind: 'secrets', name: tool.auth.secret, where, use: { host, tool: tool.name } })
  return needs
}

/** What its tools may do is not known before somebody looks at it: a program may do what a command may. */
function needsOfServer(server: PackageMcpServer): Need[] {
  const where = `servers/${server.name}`
  const host = serverHost(server)
  const needs: Need[] = [{ kind: 'risks', name: host === null ? 'dangerous' : 'write', where }]
  if (host !== null) needs.push({ kind: 'hosts', name: host, where })
  const values = host === null ? [...server.args, ...server.env.map(({ value }) => value)] : []
  if (host !== null) values.push(...server.headers.map(({ value }) => value))
  for (const name of secretsIn(values)) {
    needs.push({ kind: 'secrets', name, where, ...(host !== null && { use: { host, tool: null } }) })
  }
  return needs
}

/** What a package declares that is made of parts of a workspace: just what they need, and what its author adds. */
export function permissionsFor(
  manifest: Pick<PackageManifest, 'contents'>,
  files: readonly PackageFile[],
  given: { hosts: string[]; secrets: PackageSecret[]; tools?: string[] },
): PackagePermissions {
  const needs = needsOf(manifest, files)
  const named = (kind: Need['kind']) => [...new Set(needs.filter((need) => need.kind === kind).map(({ name }) => name))]
  const declared = given.secrets.map((secret) => widened(secret, needs))
  const known = new Set(declared.map(({ name }) => name))
  const found = named('secrets')
    .filter((name) => !known.has(name))
    .map((name) => widened({ name, description: '', hosts: [], tools: [] }, needs, true))
  const secrets = [...declared, ...found]
  return {
    tools: [...new Set([...named('tools'), ...(given.tools ?? [])])].sort(),
    hosts: [...new Set([...given.hosts, ...named('hosts'), ...secrets.flatMap(({ hosts }) => hosts)])].sort(),
    secrets,
    risks: named('risks').sort() as ToolRisk[],
  }
}

/** With the hosts, and the tools where it is not for all of them, that HTTP tools and servers use it for. */
function widened(secret: PackageSecret, needs: readonly Need[], isFound = false): PackageSecret {
  const all = needs.filter(({ kind, name }) => kind === 'secrets' && name === secret.name)
  const uses = all.flatMap(({ use }) => use ?? [])
  const byTools = uses.flatMap(({ tool }) => tool ?? [])
  const isForTools = secret.tools.length > 0 || (isFound && byTools.length === all.length)
  return {
    ...secret,
    hosts: [...new Set([...secret.hosts, ...uses.map(({ host }) => host)])],
    tools: isForTools ? [...new Set([...secret.tools, ...byTools])] : [],
  }
}

function knownRisk(tool: string): ToolRisk {
  if (tool in builtInTools) return builtInTools[tool as keyof typeof builtInTools].risk
  const platform = platformTools.find(({ name }) => name === tool)
  if (platform) return platform.risk
  return tool.startsWith(MCP_PREFIX) ? 'write' : 'read'
}
