import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#lib/errors.ts'
import type { SignedScope, WorkerOperation } from '#lib/workspaces/signed-scope.ts'
import type { FileOps } from '../sandbox/provider.ts'
import type { ExecBackend } from './exec.ts'
import type { SandboxBackend } from './sandbox-backend.ts'

/** What the API serves: the runtime's view of its sandboxes. */
export interface InternalApiBackend extends ExecBackend, SandboxBackend {
  /** The workspace's files, moved to this worker's driver first where another one held them. */
  files(scope: { tenantId: string; workspaceId: string }): Promise<FileOps>
}

/** A request that its signed scope allows. */
export interface Call {
  scope: SignedScope
  query: Record<string, string>
  request: IncomingMessage
  response: ServerResponse
}

export interface Operation {
  operation: WorkerOperation
  handle(backend: InternalApiBackend, call: Call): Promise<void>
}

/** The whole body, counted while it arrives. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new AppError('invalid_input', `The body has more than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    throw new AppError('invalid_input', 'The body is not JSON.', { cause: error })
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
