import type { Tool } from '@modelcontextprotocol/client'
import { MAX_TOOLS, type McpAbout, type McpDefinition, type McpSnapshot, mcpDefinition } from '#lib/mcp/schema.ts'
import { normalise } from '#lib/scan/hidden-characters.ts'

const MAX_NAME_CHARS = 128
const MAX_DESCRIPTION_CHARS = 8_000
const MAX_SCHEMA_BYTES = 48 * 1024
const MAX_DEPTH = 32
const MAX_LEFT_OUT = 50

/** What a server lists, as far as it has a size and a shape that one can look at; the rest is named. */
export function readListing(about: Omit<McpAbout, 'leftOut'>, tools: readonly Tool[]): McpSnapshot {
  const read: McpDefinition[] = []
  const leftOut: McpAbout['leftOut'] = []
  for (const tool of tools) {
    const definition = readDefinition(tool)
    if (typeof definition !== 'string' && read.length < MAX_TOOLS) read.push(definition)
    else if (leftOut.length < MAX_LEFT_OUT) {
      const reason =
        typeof definition === 'string' ? definition : `A server can have ${MAX_TOOLS} tools; this is one too many.`
      leftOut.push({ name: tool.name.slice(0, MAX_NAME_CHARS), reason })
    }
  }
  return { about: { ...about, leftOut }, tools: read }
}

/** The definition, or why it cannot be used. */
export function readDefinition(tool: Tool): McpDefinition | string {
  const { name, title, description = '', inputSchema, outputSchema, annotations } = tool
  if (name === '' || name.length > MAX_NAME_CHARS)
    return `Its name has more than ${MAX_NAME_CHARS} characters, or none.`
  if (description.length > MAX_DESCRIPTION_CHARS) {
    return `Its description has more than ${MAX_DESCRIPTION_CHARS} characters.`
  }
  for (const schema of [inputSchema, outputSchema]) {
    if (schema === undefined) continue
    if (isDeeperThan(schema, MAX_DEPTH)) return `Its schema is nested more than ${MAX_DEPTH} levels deep.`
    if (Buffer.byteLength(JSON.stringify(schema)) > MAX_SCHEMA_BYTES) {
      return `Its schema has more than ${MAX_SCHEMA_BYTES / 1024} kB.`
    }
  }
  if (inputSchema.type !== 'object') return 'Its schema does not describe an object of arguments.'
  const parsed = mcpDefinition.safeParse({
    name,
    // What a person does not see, a model does not read.
    ...(title !== undefined && { title: visible(title.slice(0, 200)) }),
    description: visible(description),
    inputSchema: visibleIn(inputSchema),
    ...(outputSchema && { outputSchema }),
    ...(annotations && { annotations: hintsOf(annotations) }),
  })
  return parsed.success ? parsed.data : 'Its definition is not one of the protocol.'
}

function hintsOf({ readOnlyHint, destructiveHint, idempotentHint, openWorldHint }: NonNullable<Tool['annotations']>) {
  return { readOnlyHint, destructiveHint, idempotentHint, openWorldHint }
}

/** The schema with nothing hidden in what it tells a model; names and values stay what the server knows them by. */
function visibleIn<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(visibleIn) as T
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).map(([key, each]) => {
    const isTold = typeof each === 'string' && (key === 'description' || key === 'title')
    return [key, isTold ? visible(each) : visibleIn(each)]
  })
  return Object.fromEntries(entries)
}

function visible(text: string): string {
  return /\P{ASCII}/u.test(text) ? normalise(text) : text
}

/** Without recursion: the depth is the server's to choose. */
function isDeeperThan(value: unknown, max: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > max) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}
