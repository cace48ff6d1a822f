import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { secretView } from './secret-schema.ts'
import { listRows } from './store.ts'

/** The secrets of the workspace and its agents; with an agent, those that it can use. Never a value. */
export const listSecrets = defineUseCase({
  id: 'secrets.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/secrets' },
  input: { agentId: idSchema.optional(), ...pageFields },
  output: pageOf(secretView),
  execute: ({ tx }, { agentId, cursor, limit }) =>
    listRows(tx, agentId, { after: decodePageCursor(timeKey, cursor), limit }),
})
