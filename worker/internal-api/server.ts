import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseInput } from '#lib/access/define-use-case.ts'
import { AppError, httpStatus } from '#lib/errors.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { verifySignedScope } from '#lib/workspaces/signed-scope.ts'
import { execInput, streamExec } from './exec.ts'
import { fileOperations } from './file-operations.ts'
import { type InternalApiBackend, type Operation, parseJson, readBody, sendJson } from './http.ts'
import { mcpOperations } from './mcp.ts'
import { sandboxOperations } from './sandboxes.ts'
import { terminalOperations } from './terminals.ts'

export interface InternalApi {
  /** `http://127.0.0.1:<port>` */
  url: string
  close(): Promise<void>
}

const operations: Record<string, Operation> = {
  ...fileOperations,
  ...sandboxOperations,
  ...terminalOperations,
  ...mcpOperations,
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
