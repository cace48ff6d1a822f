import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { loadAgent } from './load-agent.ts'
import { countBelongings } from './store.ts'

/** What goes with an agent when it is deleted, in numbers. */
export const listBelongings = defineUseCase({
  id: 'agents.belongings',
  level: 'workspace',
  role: 'admin',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}/belongings' },
  input: { agentId: idSchema },
  output: z.object({
    /** Private ones of others count too. */
    threads: z.number().int(),
    messages: z.number().int(),
    /** Queued or at work. */
    runs: z.number().int(),
    /** Providers that are this agent's alone. */
    keys: z.number().int(),
  }),
  load: ({ tx }, { agentId }) => loadAgent(tx, agentId),
  execute: ({ tx }, { agentId }) => countBelongings(tx, agentId),
})
