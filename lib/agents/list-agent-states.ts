import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { agentState } from './schema.ts'
import { selectStates } from './store.ts'

/** What agents do right now: small, for whoever watches many of them. */
export const listAgentStates = defineUseCase({
  id: 'agents.states',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agent-states' },
  input: { agentIds: z.array(idSchema).min(1).max(200) },
  output: z.object({ states: z.array(z.object({ agentId: idSchema, state: agentState })) }),
  execute: async ({ tx }, { agentIds }) => ({ states: await selectStates(tx, agentIds) }),
})
