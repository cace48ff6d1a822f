import type { ServerResponse } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** A refusal that the client of a request reads. */
export function answer(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const body = `${text}\n`
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-crewhouse-gateway': 'refused',
    connection: 'close',
  })
  response.end(body)
}

/** The same for who asked for a tunnel. */
export function answerTunnel(socket: Duplex, status: number, text: string): void {
  const body = `${text}\n`
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-Crewhouse-Gateway: refused\r\nConnection: close\r\n\r\n${body}`,
  )
}

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Names and values in turn, as they came, without those that are for one connection alone. */
export function endToEnd(raw: readonly string[]): [name: string, value: string][] {
  const pairs = Array.from({ length: raw.length / 2 }, (_, i): [string, string] => [
    raw[2 * i] ?? '',
    raw[2 * i + 1] ?? '',
  ])
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map((each) => each.trim()),
    )
  return pairs.filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()) && !named.includes(name.toLowerCase()))
}
