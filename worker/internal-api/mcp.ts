import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { mcpTarget } from '#lib/mcp/schema.ts'
import { connectTo, wayTo } from '../mcp/connect.ts'
import { type Operation, parseJson, readBody, sendJson } from './http.ts'

const MAX_BODY_BYTES = 1024 * 1024
const inspectInput = z.object({ target: mcpTarget, agentId: idSchema.nullable() })

export const mcpOperations: Record<string, Operation> = {
  /** What a server offers, or why it cannot be told. */
  'POST /v1/mcp/inspect': {
    operation: 'mcp',
    async handle(backend, { scope, request, response }) {
      const { target, agentId } = parseInput(inspectInput, parseJson(await readBody(request, MAX_BODY_BYTES)))
      const { tenantId, workspaceId } = scope
      const owner = agentId === null ? null : { tenantId, workspaceId, agentId }
      const gone = new AbortController()
      response.once('close', () => gone.abort())
      try {
        const { open } = await wayTo(target, {
          owner,
          tool: null,
          signal: gone.signal,
          sandbox: () => {
            if (!owner) throw new AppError('conflict', 'This server runs in an agent’s container. Choose an agent.')
            return backend.sandbox(owner)
          },
        })
        const session = await connectTo(target, open, gone.signal)
        try {
          sendJson(response, 200, await session.listing())
        } finally {
          await session.close()
        }
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'not_found') throw error
        sendJson(response, 200, { problem: error.message.slice(0, 4000) })
      }
    },
  },
}
