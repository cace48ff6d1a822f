import { z } from 'zod'
import type { ToolDefinition, ToolSource } from '#lib/tools/definition.ts'
import { toolRisk } from '#lib/tools/schema.ts'
import { inputOf } from './input-schema.ts'
import { MCP_OFFERS, type McpOffer, mcpOfferName } from './names.ts'
import { mcpAbout, mcpDefinition } from './schema.ts'
import { secretsIn } from './secrets-in.ts'
import { type EnabledTool, findEnabledTools, findUsedServers, type ServerRow } from './store.ts'
import { targetOf } from './views.ts'

export const MCP_SOURCE = 'mcp'

/** What a server may take to come up before its call begins: a package is fetched first. */
const CONNECT_TIMEOUT_MS = 60_000
const MAX_KEPT = 5000

/** Definitions are compared and measured by identity; what they are made of is in the key. */
const kept = new Map<string, ToolDefinition>()

/** The tools of MCP servers that somebody has enabled, and that are still what they were then. */
export const mcpTools: ToolSource = {
  id: MCP_SOURCE,
  async definitions(tx) {
    const [tools, servers] = await Promise.all([findEnabledTools(tx), findUsedServers(tx)])
    return [...tools.map(toDefinition), ...servers.flatMap(offersOf)]
  },
}

function keep(key: string, make: () => ToolDefinition): ToolDefinition {
  const known = kept.get(key)
  if (known) return known
  const made = make()
  kept.set(key, made)
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value ?? '')
  return made
}

function toDefinition(row: EnabledTool): ToolDefinition {
  const key = `${row.id} ${row.hash} ${row.risk} ${row.server.updatedAt.getTime()}`
  return keep(key, () => makeDefinition(row))
}

const offerInputs = {
  resources: z.object({
    uri: z.string().max(4000).optional().describe('reads this one; left out: lists them'),
    cursor: z.string().max(4000).optional().describe('goes on with a list'),
  }),
  prompts: z.object({
    name: z.string().max(200).optional().describe('gets this one; left out: lists them'),
    arguments: z.record(z.string(), z.string().max(20_000)).optional(),
    cursor: z.string().max(4000).optional().describe('goes on with a list'),
  }),
}
const OFFER_WORDS: Record<McpOffer, string> = {
  resources: 'Lists the resources of the MCP server, or reads one.',
  prompts: 'Lists the prompts of the MCP server, or gets one.',
}

/** What a server has beside its tools. What it says of it is data, and read as that. */
function offersOf(server: ServerRow): ToolDefinition[] {
  const about = mcpAbout.safeParse(server.about).data
  const offers = MCP_OFFERS.filter((offer) => (offer === 'resources' ? about?.hasResources : about?.hasPrompts))
  return offers.map((offer) =>
    keep(`${server.id} ${offer} ${server.updatedAt.getTime()}`, () => ({
      name: mcpOfferName(offer, server.name),
      title: `${server.name}: ${offer}`,
      description: OFFER_WORDS[offer].replace('server', `server ${server.name}`),
      input: offerInputs[offer],
      risk: 'write',
      idempotent: false,
      ...placeOf(server),
    })),
  )
}

/** Where a server's tools run, and what they need. */
function placeOf(server: ServerRow) {
  const { transport, url, headers, env, args, timeoutS } = targetOf(server)
  const values = transport === 'stdio' ? [...args, ...env.map(({ value }) => value)] : headers.map(({ value }) => value)
  return {
    group: MCP_SOURCE,
    secrets: secretsIn(values),
    hosts: transport === 'stdio' ? [] : [new URL(url).host],
    runsIn: transport === 'stdio' ? ('sandbox' as const) : ('platform' as const),
    timeoutMs: timeoutS * 1000 + CONNECT_TIMEOUT_MS,
    source: MCP_SOURCE,
  }
}

function makeDefinition({ toolName, definition, risk, server }: EnabledTool): ToolDefinition {
  const { name, title, description, inputSchema, outputSchema } = mcpDefinition.parse(definition)
  return {
    name: toolName,
    title: `${server.name}: ${title ?? name}`,
    description,
    input: inputOf(inputSchema),
    inputSchema,
    ...(outputSchema && { outputSchema }),
    risk: toolRisk.parse(risk),
    // A server's own word for it is not enough to do something twice.
    idempotent: risk === 'read',
    ...placeOf(server),
  }
}
