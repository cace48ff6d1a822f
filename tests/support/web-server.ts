import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface WebRequest {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: string
}

export interface WebAnswer {
  status?: number
  headers?: Record<string, string>
  body?: string | Uint8Array
}

export interface WebServer {
  url: string
  /** As it is named in settings: address and port. */
  host: string
  requests: WebRequest[]
  /** What it answers from now on. */
  answer: (request: WebRequest) => WebAnswer | Promise<WebAnswer>
  close(): Promise<void>
}

/** A site on loopback that answers as a test says, and remembers what it was asked. */
export async function startWebServer(answer: WebServer['answer'] = () => ({ status: 404 })): Promise<WebServer> {
  const server: Server = createServer(async (incoming, response) => {
    const { method = 'GET', headers } = incoming
    const request = { method, url: new URL(incoming.url ?? '/', made.url), headers, body: await text(incoming) }
    made.requests.push(request)
    const { status = 200, headers: answered = {}, body = '' } = await made.answer(request)
    response.writeHead(status, answered).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const made: WebServer = {
    url: `http://${host}`,
    host,
    requests: [],
    answer,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return made
}
