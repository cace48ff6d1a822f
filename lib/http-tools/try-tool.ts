import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { inputOf } from './input-schema.ts'
import { performRequest } from './perform.ts'
import { httpAnswer } from './schema.ts'

import { loadHttpTool } from './tools.ts'

/** Makes a tool's request once, as an agent would, to see what comes of it. */
export const tryHttpTool = defineUseCase({
  id: 'http-tools.try',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/http-tools/{httpToolId}/try' },
  input: {
    httpToolId: idSchema,
    args: z.record(z.string(), z.unknown()).default({}),
    /** With the secrets of this agent, beside those of the workspace. */
    agentId: idSchema.nullable().default(null),
  },
  output: httpAnswer,
  async prepare(scope, { httpToolId, args, agentId }) {
    const tool = await withScope(scope, async (tx) => {
      if (agentId !== null) await loadAgent(tx, agentId)
      return loadHttpTool(tx, httpToolId)
    })
    const parsed = inputOf(tool.parameters).safeParse(args)
    if (!parsed.success) throw new AppError('invalid_input', `args: ${z.prettifyError(parsed.error)}`)
    const signal = AbortSignal.timeout(tool.timeoutS * 1000)
    const answer = await performRequest(tool, args, { scope, agentId, signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error
      throw new AppError('unavailable', `${tool.host} did not answer within ${tool.timeoutS} seconds.`)
    })
    return answer
  },
  execute: async ({ prepared }) => prepared,
  audit: ({ status }, { httpToolId }) => ({
    action: 'http-tool.tried',
    targetKind: 'http_tool',
    targetId: httpToolId,
    details: { status },
  }),
})
