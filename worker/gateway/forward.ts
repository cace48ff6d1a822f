import {
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
  request as send,
} from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answer, endToEnd } from './messages.ts'

type Header = [name: string, value: string]

const ANSWER_TIMEOUT_MS = 10 * 60_000
const MAX_HEADERS_BYTES = 64 * 1024

export interface Onward {
  /** A connection of its own to where the request goes. */
  socket: Duplex
  /** Of the connection, whatever the request says: another name would be another site on the same machine. */
  authority: string
  path: string
  /** What is changed of the request's headers on the way out. */
  outward?(headers: Header[]): Header[]
  /** What is changed of the answer on the way in; null: it cannot be let in. */
  inward?(headers: Header[], encoding: string | undefined): { headers: Header[]; body: Transform[] } | null
  /** Whether the client may send its next request over the same connection. */
  isKept: boolean
}

/** Passes a request on and its answer back, both as they stream. */
export async function forward(request: IncomingMessage, response: ServerResponse, onward: Onward): Promise<void> {
  // A client that kept idle connections would take the places of those that wait for one.
  if (!onward.isKept) response.shouldKeepAlive = false
  let upstream: ClientRequest | undefined
  response.once('close', () => upstream?.destroy())
  try {
    upstream = sendOn(request, onward)
    const message = await answerOf(upstream)
    upstream.on('error', () => response.destroy())
    const { headers, body } = inwardOf(request, message, onward)
    response.writeHead(message.statusCode ?? 502, headers.flat())
    await pipeline([message, ...body, response])
  } catch (error) {
    const isUnreadable = error instanceof UnreadableAnswer
    answer(response, 502, isUnreadable ? error.message : 'The other side gave no complete answer.')
  } finally {
    upstream?.destroy()
    onward.socket.destroy()
  }
}

class UnreadableAnswer extends Error {}

/** @throws for what cannot be part of a request */
function sendOn(request: IncomingMessage, onward: Onward): ClientRequest {
  const asked = endToEnd(request.rawHeaders).filter(([name]) => name.toLowerCase() !== 'host')
  const headers = onward.outward?.(asked) ?? asked
  const options: RequestOptions = {
    createConnection: () => onward.socket as Socket,
    method: request.method,
    path: onward.path,
    headers: [['Host', onward.authority], ...headers, ['Connection', 'close']].flat(),
    maxHeaderSize: MAX_HEADERS_BYTES,
    setHost: false,
    timeout: ANSWER_TIMEOUT_MS,
  }
  const upstream = send(options)
  upstream.on('timeout', () => upstream.destroy(new Error('no answer')))
  // A server may answer, and close, before it has read the whole of the request.
  pipeline(request, upstream).catch(() => {})
  return upstream
}

function answerOf(upstream: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    upstream.once('response', resolve)
    upstream.once('error', reject)
  })
}

function inwardOf(request: IncomingMessage, message: IncomingMessage, onward: Onward) {
  const headers = endToEnd(message.rawHeaders)
  if (!onward.inward) return { headers, body: [] }
  const inward = onward.inward(headers, message.headers['content-encoding'])
  if (!inward) throw new UnreadableAnswer('The answer is encoded in a way in which no secret could be found.')
  const isEmpty = request.method === 'HEAD' || message.statusCode === 204 || message.statusCode === 304
  return isEmpty ? { ...inward, body: [] } : inward
}
