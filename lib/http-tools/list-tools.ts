import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { httpToolView } from './schema.ts'
import { listRows } from './store.ts'
import { loadHttpTool, toView } from './tools.ts'

/** The HTTP tools of a workspace. */
export const listHttpTools = defineUseCase({
  id: 'http-tools.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/http-tools' },
  input: pageFields,
  output: pageOf(httpToolView),
  execute: ({ tx, scope }, { cursor, limit }) =>
    listRows(tx, scope.workspaceId, { after: decodePageCursor(timeKey, cursor), limit }, toView),
})

/** One of them. */
export const getHttpTool = defineUseCase({
  id: 'http-tools.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/http-tools/{httpToolId}' },
  input: { httpToolId: idSchema },
  output: httpToolView,
  execute: ({ tx }, { httpToolId }) => loadHttpTool(tx, httpToolId),
})
