import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { agentView } from './schema.ts'
import { selectAgents } from './store.ts'

/** The workspace's agents, the oldest first. */
export const listAgents = defineUseCase({
  id: 'agents.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents' },
  input: {},
  output: z.object({ agents: z.array(agentView) }),
  execute: async ({ tx }) => ({ agents: await selectAgents(tx) }),
})
