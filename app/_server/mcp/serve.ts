import {
  createMcpHandler,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import type { Principal } from '#lib/access/scope.ts'
import { AppError } from '#lib/errors.ts'
import { getWorkspace } from '#lib/workspaces/get-workspace.ts'
import { failureOf } from '../result.ts'
import { parseJson, readJsonBytes } from '../route.ts'
import { askAgent, listAgentTools, readAnswer } from './agents.ts'
import { listFileResources, readFileResource } from './files.ts'
import type { McpPlace } from './place.ts'

const INSTRUCTIONS =
  'A Crewhouse workspace. Each tool is an agent: give it a task in plain words, and it answers when it is done. Name the thread_id of an answer to go on in the same conversation. The resources are the workspace’s files, which the agents work on.'

/** One request of the protocol; each is authorised anew, and nothing is kept between two. */
export async function serveMcp(principal: Principal, workspaceId: string, request: Request): Promise<Response> {
  // Strangers hear nothing of it, not even that it speaks this protocol.
  const { name } = await getWorkspace.run(principal, { workspaceId })
  const parsedBody = parseJson(request, await readJsonBytes(request))
  const place: McpPlace = { principal, workspaceId, gone: request.signal }
  const handler = createMcpHandler(() => serverOf(place, name), { responseMode: 'auto' })
  const { url, signal } = request
  const headers = new Headers(request.headers)
  // Whoever takes anything takes both kinds of answers.
  if ((headers.get('accept') ?? '*/*').includes('*/*')) headers.set('accept', 'application/json, text/event-stream')
  return handler.fetch(new Request(url, { method: 'POST', headers, signal }), { parsedBody })
}

function serverOf(place: McpPlace, title: string): Server {
  const server = new Server(
    { name: 'crewhouse', title, version: '1' },
    { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
  )
  server.setRequestHandler('tools/list', ({ params }) => said(() => listAgentTools(place, params?.cursor)))
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const within = { ...place, gone: AbortSignal.any([place.gone, context.mcpReq.signal]) }
    try {
      if (params.name === readAnswer.name) return await readAnswer.call(within, params.arguments, progressOf(context))
      return await askAgent(within, params.name, params.arguments, progressOf(context))
    } catch (error) {
      const { message } = failureOf(error, 'mcp tools/call')
      return { isError: true, content: [{ type: 'text', text: message }] }
    }
  })
  server.setRequestHandler('resources/list', ({ params }) => said(() => listFileResources(place, params?.cursor)))
  server.setRequestHandler('resources/templates/list', async () => ({
    resourceTemplates: [{ name: 'file', title: 'A file of the workspace', uriTemplate: 'file:///workspace/{+path}' }],
  }))
  server.setRequestHandler('resources/read', ({ params }) => said(() => readFileResource(place, params.uri)))
  return server
}

/** A refusal in the words that it has everywhere. */
async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, message } = failureOf(error, 'mcp')
    const isAsked = error instanceof AppError && code !== 'unavailable'
    throw new ProtocolError(isAsked ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError, message)
  }
}

/** Tells the client how far it is, where it wants to know. */
function progressOf({ mcpReq }: ServerContext): (message: string) => void {
  const progressToken = mcpReq._meta?.progressToken
  let progress = 0
  return (message) => {
    if (progressToken === undefined) return
    progress++
    mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, message } }).catch(() => {})
  }
}
