import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request of the protocol, as it came. */
export interface McpRequest {
  id?: number | string
  method: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever a client sends
  params?: any
}

export interface LoopbackMcpServer {
  url: string
  requests: { message: McpRequest; headers: IncomingMessage['headers'] }[]
  /** What it lists from here on. */
  tools: object[]
  /** Answers in place of the ordinary answer; undefined: as usual. */
  instead: (
    message: McpRequest,
    response: ServerResponse,
    headers?: IncomingMessage['headers'],
  ) => object | undefined | 'answered'
  /** What it challenges somebody with whom it does not let in; null: it lets them in. */
  guard: (request: IncomingMessage) => Promise<string | null>
  close(): Promise<void>
}

/** A tool with no arguments. */
export const plainTool = (name: string, description = `Does ${name}.`) => ({
  name,
  description,
  inputSchema: { type: 'object', properties: {} },
})

/** A server of the streamable transport on loopback, whose every answer a test can spoil. */
export async function startMcpServer(): Promise<LoopbackMcpServer> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return void response.writeHead(405).end()
    const challenge = await here.guard(request)
    if (challenge !== null) return void response.writeHead(401, { 'www-authenticate': challenge }).end()
    let body = ''
    for await (const chunk of request) body += chunk
    const message = JSON.parse(body) as McpRequest
    here.requests.push({ message, headers: request.headers })
    const spoiled = here.instead(message, response, request.headers)
    if (spoiled === 'answered') return
    if (message.id === undefined) return void response.writeHead(202).end()
    answer(response, message, spoiled ?? usual(here, message))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const here: LoopbackMcpServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    requests: [],
    tools: [plainTool('look')],
    instead: () => undefined,
    guard: async () => null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return here
}

function answer(response: ServerResponse, { id }: McpRequest, result: object): void {
  const body = 'error' in result ? result : { result }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, ...body }))
}

function usual({ tools }: LoopbackMcpServer, { method, params }: McpRequest): object {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: '2025-06-18',
        capabilities: { tools: { listChanged: true } },
        serverInfo: { name: 'loopback', version: '1' },
      }
    case 'tools/list':
      return { tools }
    case 'tools/call':
      return { content: [{ type: 'text', text: `${params.name} was called with ${JSON.stringify(params.arguments)}` }] }
    case 'ping':
      return {}
    default:
      return { error: { code: -32601, message: 'Method not found' } }
  }
}
