import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { httpToolFields, httpToolView } from './schema.ts'
import { changeHttpTool, loadHttpTool } from './tools.ts'

/** Changes an HTTP tool; runs that have begun go on with it as it was. */
export const updateHttpTool = defineUseCase({
  id: 'http-tools.update',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/http-tools/{httpToolId}' },
  input: {
    httpToolId: idSchema,
    name: httpToolFields.name.optional(),
    description: httpToolFields.description.optional(),
    collection: httpToolFields.collection.unwrap().optional(),
    request: httpToolFields.request.optional(),
    parameters: httpToolFields.parameters.unwrap().optional(),
    auth: httpToolFields.auth.unwrap().optional(),
    risk: httpToolFields.risk,
    timeoutS: httpToolFields.timeoutS.unwrap().optional(),
  },
  output: httpToolView,
  load: ({ tx }, { httpToolId }) => loadHttpTool(tx, httpToolId),
  execute: ({ tx, scope }, { httpToolId: _, ...change }, seen) => changeHttpTool(tx, scope, seen, change),
  audit: ({ id, name, host, risk, request, revision }) => ({
    action: 'http-tool.updated',
    targetKind: 'http_tool',
    targetId: id,
    details: { name, host, risk, method: request.method, revision },
  }),
})
