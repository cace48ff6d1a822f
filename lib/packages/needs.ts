import { USE_SKILL } from '#lib/skills/use-skill-schema.ts'
import { builtInTools } from '#lib/tools/registry.ts'
import type { ToolRisk } from '#lib/tools/schema.ts'
import type { PackageFile, PackageManifest, PackagePermissions, PackageSecret } from './schema.ts'

/** Something that a part of a package cannot do without, or reaches for. */
export interface Need {
  kind: 'tools' | 'hosts' | 'secrets' | 'risks'
  name: string
  /** The part, for whoever has to mend it. */
  where: string
}

/** What a script asks its environment for. */
const READS_SECRET =
  /(?:environ(?:\.get\(|\[)\s*["']|getenv\(\s*["']|process\.env\.|process\.env\[\s*["']|\$\{?)([A-Z][A-Z0-9_]*(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?))\b/g
/** Documents, which nobody runs. */
const DOCUMENT = /\.(?:md|txt|csv|json|ya?ml|html?|svg|png|jpe?g|pdf)$/i

/** What the contents need, whatever the manifest says. */
export function needsOf({ contents }: Pick<PackageManifest, 'contents'>, files: readonly PackageFile[]): Need[] {
  const needs: Need[] = []
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

/** What a package declares that is made of parts of a workspace: just what they need, and what its author adds. */
export function permissionsFor(
  manifest: Pick<PackageManifest, 'contents'>,
  files: readonly PackageFile[],
  given: { hosts: string[]; secrets: PackageSecret[] },
): PackagePermissions {
  const needs = needsOf(manifest, files)
  const named = (kind: Need['kind']) => [...new Set(needs.filter((need) => need.kind === kind).map(({ name }) => name))]
  const known = new Set(given.secrets.map(({ name }) => name))
  const secrets = named('secrets').filter((name) => !known.has(name))
  return {
    tools: named('tools').sort(),
    hosts: [...new Set([...given.hosts, ...given.secrets.flatMap(({ hosts }) => hosts)])].sort(),
    secrets: [...given.secrets, ...secrets.map((name) => ({ name, description: '', hosts: [], tools: [] }))],
    risks: named('risks').sort() as ToolRisk[],
  }
}

function riskOf(tool: string): ToolRisk {
  if (tool in builtInTools) return builtInTools[tool as keyof typeof builtInTools].risk
  return PLATFORM_RISKS[tool] ?? 'read'
}

/** Of tools that no package defines. */
const PLATFORM_RISKS: Record<string, ToolRisk> = { [USE_SKILL]: 'read' }
