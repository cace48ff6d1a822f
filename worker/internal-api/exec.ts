import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import type { SignedScope } from '#lib/workspaces/signed-scope.ts'
import type { Sandbox } from '../sandbox/provider.ts'
import type { SandboxPlace } from './sandbox-backend.ts'

export interface ExecBackend {
  /** The agent's sandbox, leased to this worker. @throws AppError `not_found` outside of the scope's workspace */
  sandbox(place: SandboxPlace): Promise<Sandbox>
}

export const execInput = z.object({
  agentId: idSchema,
  command: z.string().min(1).max(100_000),
  timeoutMs: z.number().int().min(1).max(3_600_000).default(120_000),
})

/**
 * Runs a command in an agent's sandbox. Answers NDJSON: `{stream, data}` (base64) while it runs, then one `{exit}` with
 * the ExecResult. A closed connection cancels the command.
 */
export async function streamExec(
  backend: ExecBackend,
  scope: SignedScope,
  input: z.output<typeof execInput>,
  response: ServerResponse,
): Promise<void> {
  const sandbox = await backend.sandbox({ ...scope, agentId: input.agentId })
  const cancel = new AbortController()
  response.once('close', () => cancel.abort())
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  const send = async (line: unknown) => {
    if (!response.write(`${JSON.stringify(line)}\n`) && !cancel.signal.aborted) {
      await once(response, 'drain', { signal: cancel.signal }).catch(() => undefined)
    }
  }
  const exit = await sandbox.exec({
    command: input.command,
    timeoutMs: input.timeoutMs,
    signal: cancel.signal,
    onOutput: ({ stream, bytes }) => send({ stream, data: Buffer.from(bytes).toString('base64') }),
  })
  await send({ exit })
  response.end()
}
