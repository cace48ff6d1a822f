import type { ToolDefinition, ToolSource } from '#lib/tools/definition.ts'
import { originOf } from './check-tool.ts'
import { inputOf, schemaOf } from './input-schema.ts'
import { renderUrl } from './render-request.ts'
import type { HttpToolView } from './schema.ts'
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
    input: inputOf(parameters),
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

/** Of arguments that nobody has checked; its host is the same for all. */
function addressOf({ request }: HttpToolView, args: unknown): string {
  try {
    return renderUrl(request, typeof args === 'object' && args !== null ? (args as Record<string, unknown>) : {}).href
  } catch {
    return originOf(request.url)
  }
}
