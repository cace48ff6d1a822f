import { z } from 'zod'
import type { ToolDefinition, ToolSource } from '#lib/tools/definition.ts'
import { originOf } from './check-tool.ts'
import { renderUrl } from './render-request.ts'
import type { HttpToolView, ToolParameter } from './schema.ts'
import { findTools } from './store.ts'
import { toView } from './tools.ts'

/** Which source HTTP tools come from. */
export const HTTP = 'http'

const MAX_KEPT = 2000
/** Made once for each revision: a definition is made anew for no run. */
const made = new Map<string, ToolDefinition>()
const toolOf = new WeakMap<ToolDefinition, HttpToolView>()

/** The HTTP tools of a workspace. */
export const httpToolSource: ToolSource = {
  id: HTTP,
  async definitions(tx, { workspaceId }) {
    return (await findTools(tx, workspaceId)).map((row) => {
      const key = `${row.id} ${row.revision}`
      const known = made.get(key)
      if (known) return known
      const tool = toView(row)
      const definition = define(tool)
      toolOf.set(definition, tool)
      made.set(key, definition)
      if (made.size > MAX_KEPT) made.delete(made.keys().next().value ?? '')
      return definition
    })
  },
}

/** The tool that a definition of this source was made of. */
export function httpToolOf(definition: ToolDefinition): HttpToolView {
  const tool = toolOf.get(definition)
  if (!tool) throw new Error(`"${definition.name}" is no HTTP tool.`)
  return tool
}

function define(tool: HttpToolView): ToolDefinition {
  const { name, description, request, parameters, auth, risk, host, timeoutS } = tool
  const inputSchema = schemaOf(parameters)
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return {
    name,
    description,
    input: z.fromJSONSchema(inputSchema as Parameters<typeof z.fromJSONSchema>[0]),
    inputSchema,
    risk,
    group: 'http',
    secrets: 'secret' in auth ? [auth.secret] : [],
    hosts: [host],
    runsIn: 'platform',
    idempotent: reads,
    timeoutMs: timeoutS * 1000,
    source: HTTP,
    subject: (args) => ({ kind: 'http', method: request.method, url: addressOf(tool, args) }),
  }
}

/** JSON Schema of a call's arguments. */
export function schemaOf(parameters: readonly ToolParameter[]): Record<string, unknown> {
  const properties = parameters.map(({ name, description, schema }) => [
    name,
    { ...schema, ...(description && { description }) },
  ])
  const required = parameters.flatMap((parameter) => (parameter.required ? [parameter.name] : []))
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

/** Of arguments that nobody has checked; its host is the same for all. */
function addressOf({ request }: HttpToolView, args: unknown): string {
  try {
    return renderUrl(request, typeof args === 'object' && args !== null ? (args as Record<string, unknown>) : {}).href
  } catch {
    return originOf(request.url)
  }
}
