import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { loadAgent } from './load-agent.ts'
import { agentView } from './schema.ts'

/** One agent. */
export const getAgent = defineUseCase({
  id: 'agents.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}' },
  input: { agentId: idSchema },
  output: agentView,
  execute: ({ tx }, { agentId }) => loadAgent(tx, agentId),
})
