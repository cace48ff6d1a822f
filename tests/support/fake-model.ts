import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import {
  type FakeUsage,
  type FinishReason,
  failureBody,
  modelListBody,
  type WireKind,
  wires,
} from './fake-model-wires.ts'

/** One thing that the fake model does; its parts happen in order. */
export type FakePart =
  /** A string goes out word by word, a list delta by delta, with `everyMs` between them (default none). */
  | { text: string | readonly string[]; everyMs?: number }
  | { reasoning: string; signature?: string }
  /** `args` that are a string go out as they are: broken JSON. */
  | { toolCall: { name: string; args: unknown; id?: string; signature?: string } }
  | { waitMs: number }
  /** Nothing more until it resolves; as the first part, the request hangs before its first byte. */
  | { waitFor: Promise<unknown> }
  /** Bytes of no protocol. */
  | { raw: string }
  /** An error inside of the stream, in the provider's shape. */
  | { streamError: string }
  /** The connection is cut. */
  | { disconnect: true }
  /** The answer ends as HTTP has it, but not as the protocol has it. */
  | { breakOff: true }

export type FakeReply =
  | { parts: readonly FakePart[]; usage?: Partial<FakeUsage>; finishReason?: FinishReason }
  /** The request fails. `message` stands where the provider's words stand. */
  | { status: number; message: string; headers?: Record<string, string> }

/** One reply for every request, one for each in turn, or a function of the request. */
export type FakeScript = FakeReply | readonly FakeReply[] | ((request: FakeRequest) => FakeReply | Promise<FakeReply>)

export interface FakeRequest {
  /** Counts model calls from 0. */
  index: number
  kind: WireKind
  operation: 'generate' | 'list-models'
  path: string
  headers: Record<string, string | string[] | undefined>
  model: string
  body: string
  /** Of the body. */
  bytes: number
  /** The body, parsed. */
  // biome-ignore lint/suspicious/noExplicitAny: four protocols' shapes, looked into by tests
  json: any
  receivedAtMs: number
  /** Whether the caller went away before the answer's end. */
  aborted: boolean
}

export interface FakeModel {
  /** `http://127.0.0.1:<port>/v1`: a provider's base URL, whatever its kind. */
  url: string
  /** In order of arrival. */
  requests: FakeRequest[]
  /** Replaces the script; model calls count from 0 again. */
  script(next: FakeScript): void
  /** Resolves once `count` model calls have arrived. */
  received(count: number): Promise<void>
  close(): Promise<void>
}

export interface FakeModelOptions {
  /** Any other key is refused with 401. */
  apiKey?: string
  models?: readonly string[]
}

/** A reply of `count` tokens. */
export function tokens(count: number, everyMs = 0): FakeReply {
  return { parts: [{ text: Array.from({ length: count }, (_, index) => `tok${index} `), everyMs }] }
}

/** A reply that says this, word by word. */
export function says(text: string): FakeReply {
  return { parts: [{ text }] }
}

/** A reply that calls tools. */
export function callsTools(...calls: { name: string; args: unknown }[]): FakeReply {
  return { parts: calls.map((toolCall) => ({ toolCall })) }
}

/** A refused request; `retryAfterS` as a provider would say it. */
export function failsWith(status: number, message: string, retryAfterS?: number): FakeReply {
  return { status, message, headers: retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) } }
}

/** Never sends a byte. */
export function hangs(): FakeReply {
  return { parts: [{ waitFor: new Promise(() => {}) }] }
}

/** A model provider on loopback that does what the script says and records what it was asked. */
export async function startFakeModel(initial: FakeScript, options: FakeModelOptions = {}): Promise<FakeModel> {
  const requests: FakeRequest[] = []
  const arrivals = new Set<() => void>()
  let script = initial
  let calls = 0
  const modelIds = options.models ?? ['fake-model']

  async function handle(req: IncomingMessage, res: ServerResponse) {
    const path = req.url ?? '/'
    const kind = wireOf(path, req)
    const body = await readText(req)
    const json = body ? JSON.parse(body) : undefined
    const operation = req.method === 'GET' ? 'list-models' : 'generate'
    const request: FakeRequest = {
      index: operation === 'generate' ? calls++ : -1,
      kind,
      operation,
      path,
      headers: req.headers,
      model: json?.model ?? /models\/([^:?]+)/.exec(path)?.[1] ?? '',
      body,
      bytes: Buffer.byteLength(body),
      json,
      receivedAtMs: Date.now(),
      aborted: false,
    }
    requests.push(request)
    res.on('close', () => {
      request.aborted = !res.writableFinished
    })
    for (const notify of arrivals) notify()

    const given = keyOf(req)
    if (options.apiKey !== undefined && given !== options.apiKey) {
      return fail(res, kind, { status: 401, message: `Incorrect API key provided: ${mask(given)}.` })
    }
    if (operation === 'list-models') return sendJson(res, 200, modelListBody(kind, modelIds))
    const reply = await replyTo(script, request)
    if ('status' in reply) return fail(res, kind, reply)
    await play(res, kind, request, reply)
  }

  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(500)
      res.end(String(error))
    })
  })
  server.keepAliveTimeout = 60_000
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket.setNoDelay(true))
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    script(next) {
      script = next
      calls = 0
    },
    received: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (calls < count) return
          arrivals.delete(look)
          resolve()
        }
        arrivals.add(look)
        look()
      }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

async function replyTo(script: FakeScript, request: FakeRequest): Promise<FakeReply> {
  if (typeof script === 'function') return script(request)
  if (!Array.isArray(script)) return script as FakeReply
  return script[request.index] ?? { status: 500, message: 'The fake model has no further reply in its script.' }
}

async function play(
  res: ServerResponse,
  kind: WireKind,
  request: FakeRequest,
  reply: Extract<FakeReply, { parts: readonly FakePart[] }>,
) {
  const wire = wires[kind](request.model)
  const gone = new Promise<void>((resolve) => res.on('close', resolve))
  let pending = ''
  let begun = false
  let outputTokens = 0
  let called = false
  const put = (bytes: string) => {
    if (!begun) pending += wire.open()
    begun = true
    pending += bytes
  }
  const flush = () => {
    if (pending === '') return
    if (!res.headersSent) res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    res.write(pending)
    pending = ''
  }
  const pause = async (until: Promise<unknown>) => {
    flush()
    await Promise.race([until, gone])
  }

  for (const part of reply.parts) {
    if (res.destroyed) return
    if ('text' in part) {
      const deltas = typeof part.text === 'string' ? part.text.split(/(?<=\s)(?=\S)/) : part.text
      outputTokens += deltas.length
      for (const [index, bytes] of wire.text(deltas).entries()) {
        if (part.everyMs && index > 0) await pause(delay(part.everyMs))
        if (res.destroyed) return
        put(bytes)
      }
    } else if ('reasoning' in part) put(wire.reasoning(part.reasoning, part.signature))
    else if ('toolCall' in part) {
      const { name, args, id = `call_${request.index}_${++outputTokens}`, signature } = part.toolCall
      put(wire.toolCall({ id, name, args: typeof args === 'string' ? args : JSON.stringify(args), signature }))
      called = true
    } else if ('waitMs' in part) await pause(delay(part.waitMs))
    else if ('waitFor' in part) await pause(part.waitFor)
    else if ('raw' in part) put(part.raw)
    else if ('streamError' in part) put(wire.error(part.streamError))
    else if ('breakOff' in part) {
      flush()
      res.end()
      return
    } else {
      flush()
      // The bytes before the break must arrive: the socket is cut once the kernel has them.
      if (res.headersSent) await new Promise((resolve) => res.write('', resolve))
      res.destroy()
      return
    }
  }
  if (res.destroyed) return
  const usage = { inputTokens: Math.ceil(request.bytes / 4), cachedInputTokens: 0, outputTokens, reasoningTokens: 0 }
  put(wire.close(reply.finishReason ?? (called ? 'tool-calls' : 'stop'), { ...usage, ...reply.usage }))
  if (!res.headersSent) res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  res.end(pending)
}

function wireOf(path: string, req: IncomingMessage): WireKind {
  if (req.headers['x-goog-api-key'] !== undefined || path.includes(':streamGenerateContent')) return 'google'
  if (req.headers['anthropic-version'] !== undefined) return 'anthropic'
  return path.includes('/responses') ? 'openai_responses' : 'openai_chat'
}

function keyOf({ headers }: IncomingMessage): string {
  const key = headers['x-goog-api-key'] ?? headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '')
  return String(key ?? '')
}

const mask = (key: string) => `${key.slice(0, 3)}***${key.slice(-2)}`
const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function sendJson(res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  res.writeHead(status, { 'content-type': 'application/json', ...headers })
  res.end(JSON.stringify(body))
}

function fail(res: ServerResponse, kind: WireKind, reply: Extract<FakeReply, { status: number }>) {
  sendJson(res, reply.status, failureBody(kind, reply.status, reply.message), reply.headers)
}
