import { AppError } from '#lib/errors.ts'
import { loadMcpCall, loadMcpTarget, type McpCall, recordMcpChange } from '#lib/mcp/load-call.ts'
import { hashDefinition, parseOfferName } from '#lib/mcp/names.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import type { McpCaller } from '../../mcp/connect.ts'
import { toOutcome } from '../../mcp/result.ts'
import type { McpSession } from '../../mcp/session.ts'
import { McpSessions } from '../../mcp/sessions.ts'
import { askOffer } from './mcp-offers.ts'
import { failed } from './outcome.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'

const sessions = new McpSessions()
/** Of progress that people see. */
const MIN_BETWEEN_MS = 200
const MAX_SHOWN_CHARS = 500

/** Calls a tool of an MCP server, if it is still the one that somebody enabled. */
export async function executeMcpTool(tool: ToolDefinition, input: unknown, context: ToolContext): Promise<ToolOutcome> {
  const { scope, runId, signal } = context
  const caller = callerOf(tool, context)
  const offered = parseOfferName(tool.name)
  if (offered) {
    const target = await loadMcpTarget(scope, offered.server)
    return sessions.use(target, runId, caller, async (session) => {
      const options = { signal, timeoutMs: target.timeoutS * 1000 }
      return toOutcome({ content: await askOffer(session, offered.offer, input, options) }, context)
    })
  }
  const call = await loadMcpCall(scope, tool.name)
  return sessions.use(call.target, runId, caller, async (session) => {
    if (!(await isUnchanged(session, call, context))) {
      return failed(
        `The MCP server ${call.target.name} has changed what its tool "${call.definition.name}" is. Nothing was called. An admin can look at the difference under Settings, MCP servers, and enable it again. Go on without it.`,
      )
    }
    const timeoutMs = call.target.timeoutS * 1000
    const result = await session.call(call.definition.name, input, { signal, timeoutMs, onProgress: shown(context) })
    return toOutcome(result, context)
  })
}

function callerOf(tool: ToolDefinition, { scope, agentId, sandbox, signal }: ToolContext): McpCaller {
  const { tenantId, workspaceId } = scope
  return { owner: { tenantId, workspaceId, agentId }, tool: tool.name, sandbox, signal }
}

/** What a server lists may change at any time; what agents call is what somebody has seen. */
async function isUnchanged(session: McpSession, call: McpCall, { scope }: ToolContext): Promise<boolean> {
  const listing = await session.listing()
  const now = listing.tools.find(({ name }) => name === call.definition.name)
  if (now && hashDefinition(now) === call.hash) return true
  await recordMcpChange(scope, call.target.id, listing).catch((error: unknown) => {
    throw new AppError('unavailable', 'What the MCP server offers now could not be stored. Try again.', {
      cause: error,
    })
  })
  return false
}

/** A server may tell of its progress as often as it likes; people are shown some of it. */
function shown({ onOutput }: ToolContext): (text: string) => void {
  let last = 0
  return (text) => {
    if (Date.now() - last < MIN_BETWEEN_MS) return
    last = Date.now()
    void onOutput(`${text.slice(0, MAX_SHOWN_CHARS)}\n`)
  }
}
