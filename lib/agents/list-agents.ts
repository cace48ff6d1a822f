import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { agentState, agentSummary } from './schema.ts'
import { selectAgents } from './store.ts'

/** The workspace's agents, the oldest first. Archived ones are listed when their state is asked for. */
export const listAgents = defineUseCase({
  id: 'agents.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents' },
  input: {
    ...pageFields,
    /** In the name or the persona. */
    search: z.string().trim().max(200).optional(),
    state: z.array(agentState).max(10).optional(),
  },
  output: pageOf(agentSummary),
  execute: ({ tx }, { cursor, limit, search, state }) =>
    selectAgents(tx, { search, states: state }, { after: decodePageCursor(timeKey, cursor), limit }),
})
