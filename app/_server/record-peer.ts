import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { PEER_HEADER } from './client.ts'

/** Notes with every request where it came from: Next.js hides the socket, and believes a client's x-forwarded-for. */
export function recordPeers(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[PEER_HEADER] = request.socket.remoteAddress
  })
}
