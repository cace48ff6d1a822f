import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { providerView } from './schema.ts'
import { listRows } from './store.ts'

/** The workspace's providers and those of its agents; with an agent, what that agent can use. */
export const listProviders = defineUseCase({
  id: 'providers.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/providers' },
  input: { agentId: idSchema.optional(), ...pageFields },
  output: pageOf(providerView),
  execute: ({ tx }, { agentId, cursor, limit }) =>
    listRows(tx, agentId, { after: decodePageCursor(timeKey, cursor), limit }),
})
