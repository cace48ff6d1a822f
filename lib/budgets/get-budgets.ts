import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { idSchema } from '#lib/ids.ts'
import { budgetView } from './schema.ts'
import { selectBudgets } from './store.ts'

const all = z.object({ items: z.array(budgetView) })

/** The budgets that bind a workspace, or an agent in it, and what they have counted. At most three for each level. */
export const getBudgets = defineUseCase({
  id: 'budgets.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/budgets' },
  input: {
    /** Left out: those of the workspace and its organisation. */
    agentId: idSchema.optional(),
  },
  output: all,
  async execute({ tx }, { agentId }) {
    if (agentId) await loadAgent(tx, agentId)
    return { items: await selectBudgets(tx, agentId ?? null) }
  },
})

/** The budgets of an organisation as a whole. */
export const getTenantBudgets = defineUseCase({
  id: 'budgets.get-tenant',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/budgets' },
  input: {},
  output: all,
  execute: async ({ tx }) => ({ items: await selectBudgets(tx, null) }),
})
