import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { agentView } from './schema.ts'
import { findAgent } from './store.ts'

/** One agent. */
export const getAgent = defineUseCase({
  id: 'agents.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}' },
  input: { agentId: idSchema },
  output: agentView,
  async execute({ tx }, { agentId }) {
    const agent = await findAgent(tx, agentId)
    if (!agent) throw notFound('The agent')
    return agent
  },
})
