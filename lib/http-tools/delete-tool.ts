import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { deleteHttpTool, loadHttpTool } from './tools.ts'

/** Removes an HTTP tool: agents that were given it cannot call it any more. */
export const removeHttpTool = defineUseCase({
  id: 'http-tools.delete',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/http-tools/{httpToolId}' },
  input: { httpToolId: idSchema },
  output: z.object({ id: idSchema, name: z.string() }),
  load: ({ tx }, { httpToolId }) => loadHttpTool(tx, httpToolId),
  async execute({ tx }, { httpToolId }, { name }) {
    await deleteHttpTool(tx, httpToolId)
    return { id: httpToolId, name }
  },
  audit: ({ id, name }) => ({ action: 'http-tool.deleted', targetKind: 'http_tool', targetId: id, details: { name } }),
})
