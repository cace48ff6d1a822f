import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { AppError, httpStatus } from '#lib/errors.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { filePath } from '#lib/workspaces/file-schema.ts'
import { type SignedScope, verifySignedScope, type WorkerOperation } from '#lib/workspaces/signed-scope.ts'
import type { FileOps } from '../sandbox/provider.ts'
import { type ExecBackend, execInput, streamExec } from './exec.ts'

/** What the API serves: the runtime's view of its sandboxes. */
export interface InternalApiBackend extends ExecBackend {
  /** The workspace's files, moved to this worker's driver first where another one held them. */
  files(scope: { tenantId: string; workspaceId: string }): Promise<FileOps>
}

export interface InternalApi {
  /** `http://127.0.0.1:<port>` */
  url: string
  close(): Promise<void>
}

interface Call {
  scope: SignedScope
  query: Record<string, string>
  request: IncomingMessage
  response: ServerResponse
}

interface Operation {
  operation: WorkerOperation
  handle(backend: InternalApiBackend, call: Call): Promise<void>
}

const pathQuery = z.object({ path: filePath })

const operations: Record<string, Operation> = {
  'GET /v1/files/list': {
    operation: 'list',
    async handle(backend, { scope, query, response }) {
      const { path, limit } = parseInput(pathQuery.extend({ limit: z.coerce.number().int().min(1).max(5000) }), query)
      const files = await backend.files(scope)
      sendJson(response, 200, { path, ...(await files.list(path, { limit })) })
    },
  },
  'GET /v1/files/stat': {
    operation: 'stat',
    async handle(backend, { scope, query, response }) {
      const { path } = parseInput(pathQuery, query)
      const files = await backend.files(scope)
      sendJson(response, 200, { path, ...(await files.stat(path)) })
    },
  },
  'GET /v1/files/content': {
    operation: 'read',
    async handle(backend, { scope, query, response }) {
      const { path } = parseInput(pathQuery, query)
      const files = await backend.files(scope)
      const { stream, size } = await files.readStream(path)
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size })
      await pipeline(stream, response)
    },
  },
  'PUT /v1/files/content': {
    operation: 'write',
    async handle(backend, { scope, query, request, response }) {
      const { path } = parseInput(pathQuery, query)
      const bytes = await readBody(request, MAX_FILE_OP_BYTES)
      const files = await backend.files(scope)
      sendJson(response, 200, await files.writeFile(path, bytes))
    },
  },
  'POST /v1/exec': {
    operation: 'exec',
    async handle(backend, { scope, request, response }) {
      const body = await readBody(request, 1024 * 1024)
      await streamExec(backend, scope, parseInput(execInput, parseJson(body)), response)
    },
  },
}

/** Serves web's requests to this worker's sandboxes, on loopback, each authorised by a signed scope (invariant 8). */
export async function startInternalApi(backend: InternalApiBackend, port: number): Promise<InternalApi> {
  const server = createServer((request, response) => {
    serve(backend, request, response).catch((error: unknown) => sendError(response, error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(backend: InternalApiBackend, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://worker')
  const found = operations[`${request.method} ${url.pathname}`]
  if (!found) throw new AppError('not_found', 'The worker has no such operation.')
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
  const scope = await verifySignedScope(token, found.operation)
  await found.handle(backend, { scope, query: Object.fromEntries(url.searchParams), request, response })
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new AppError('invalid_input', `The body has more than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    throw new AppError('invalid_input', 'The body is not JSON.', { cause: error })
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function sendError(response: ServerResponse, error: unknown): void {
  if (!(error instanceof AppError)) logger().error({ error }, 'internal API call failed')
  // Half of a file or of an output is out: only a broken connection can tell the reader so.
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { code, message } =
    error instanceof AppError ? error : new AppError('internal', 'The worker failed to do this. Its log says why.')
  sendJson(response, httpStatus(code), { code, detail: message })
}
