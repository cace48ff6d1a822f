import { defineUseCase } from '#lib/access/define-use-case.ts'
import { httpToolFields, httpToolView } from './schema.ts'
import { createHttpTool } from './tools.ts'

/** Makes a tool of an HTTP request. Agents can call it once they are given it. */
export const addHttpTool = defineUseCase({
  id: 'http-tools.create',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/http-tools', successStatus: 201 },
  input: httpToolFields,
  output: httpToolView,
  execute: ({ tx, scope }, input) => createHttpTool(tx, scope, input),
  audit: ({ id, name, host, risk, request }) => ({
    action: 'http-tool.created',
    targetKind: 'http_tool',
    targetId: id,
    details: { name, host, risk, method: request.method },
  }),
})
