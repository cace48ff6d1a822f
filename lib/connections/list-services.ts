import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { serviceView } from './schema.ts'
import { listServiceRows } from './store.ts'
import { toServiceView } from './views.ts'

/** The services at which agents of the workspace can sign in. Never a client secret. */
export const listServices = defineUseCase({
  id: 'oauth-services.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/oauth-services' },
  input: pageFields,
  output: pageOf(serviceView),
  execute: ({ tx }, { cursor, limit }) =>
    listServiceRows(tx, { after: decodePageCursor(timeKey, cursor), limit }, toServiceView),
})
