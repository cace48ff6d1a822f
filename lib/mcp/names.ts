import { createHash } from 'node:crypto'
import { hashCall } from '#lib/tools/hash-call.ts'
import type { ToolRisk } from '#lib/tools/schema.ts'
import type { McpDefinition } from './schema.ts'

/** No tool of another source begins like this. */
export const MCP_PREFIX = 'mcp_'
const MAX_NAME_CHARS = 64
const HASH_CHARS = 6

/** A tool's name among all of a workspace: no server can name one like a tool of the platform's, or of another server. */
export function mcpToolName(server: string, tool: string): string {
  const plain = tool.replace(/[^a-zA-Z0-9_-]/g, '_')
  const name = `${MCP_PREFIX}${server}_${plain}`
  if (plain === tool && name.length <= MAX_NAME_CHARS) return name
  const mark = createHash('sha256').update(tool).digest('hex').slice(0, HASH_CHARS)
  return `${name.slice(0, MAX_NAME_CHARS - HASH_CHARS - 1)}_${mark}`
}

/** What tells one definition from another: everything in it, in whatever order the server says it. */
export function hashDefinition(definition: McpDefinition): string {
  return hashCall(definition.name, definition)
}

/** What a tool risks by its server's word, which is not taken for less than `write`: that is an admin's to say. */
export function riskOf({ annotations }: McpDefinition): ToolRisk {
  return annotations?.destructiveHint === true && annotations.readOnlyHint !== true ? 'dangerous' : 'write'
}

/** What a server offers beside its tools, each by one tool of ours. No server's own tool has such a name. */
export const MCP_OFFERS = ['resources', 'prompts'] as const
export type McpOffer = (typeof MCP_OFFERS)[number]

/** The tool by which agents have a server's resources, or its prompts. */
export function mcpOfferName(offer: McpOffer, server: string): string {
  return `mcp-${offer}_${server}`
}

/** Which server's, and what of it; null: it is a tool of a server's own. */
export function parseOfferName(name: string): { offer: McpOffer; server: string } | null {
  const offer = MCP_OFFERS.find((each) => name.startsWith(mcpOfferName(each, '')))
  return offer ? { offer, server: name.slice(mcpOfferName(offer, '').length) } : null
}
