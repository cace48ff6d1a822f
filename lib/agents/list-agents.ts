import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { agentView } from './schema.ts'
import { selectAgents } from './store.ts'

/** The workspace's agents, the oldest first. */
export const listAgents = defineUseCase({
  id: 'agents.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents' },
  input: pageFields,
  output: pageOf(agentView),
  execute: ({ tx }, { cursor, limit }) => selectAgents(tx, { after: decodePageCursor(timeKey, cursor), limit }),
})
