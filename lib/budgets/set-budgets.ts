import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { Scope } from '#lib/access/scope.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import type { Tx } from '#lib/db/client.ts'
import { idSchema } from '#lib/ids.ts'
import { budgetInput, budgetView } from './schema.ts'
import { type BudgetLimits, deleteBudget, selectBudgets, upsertBudget } from './store.ts'

const saved = z.object({ items: z.array(budgetView) })

/** Runs that waited for the budget are set in motion by the reconciler, within a second or two. */
async function save(tx: Tx, scope: Scope, agentId: string | null, limits: BudgetLimits) {
  if (limits.limitMicros === null && limits.limitTokens === null) await deleteBudget(tx, scope, agentId, limits.period)
  else await upsertBudget(tx, scope, agentId, limits)
  return { items: await selectBudgets(tx, agentId) }
}

function audit(targetKind: string, targetId: string, limits: BudgetLimits) {
  const { period, limitMicros, limitTokens, warnPercent } = limits
  const action = limitMicros === null && limitTokens === null ? 'budget.removed' : 'budget.changed'
  return { action, targetKind, targetId, details: { period, limitMicros, limitTokens, warnPercent } } as const
}

/** What an organisation may spend: it binds all of its workspaces, and none can widen it. */
export const setTenantBudget = defineUseCase({
  id: 'budgets.set-tenant',
  level: 'tenant',
  role: 'admin',
  http: { method: 'PUT', path: '/tenants/{tenantId}/budgets/{period}' },
  input: budgetInput,
  output: saved,
  load: async ({ scope }) => scope,
  execute: ({ tx, scope }, limits) => save(tx, scope, null, limits),
  audit: (_, limits, { tenantId }) => audit('tenant', tenantId, limits),
})

/** What a workspace may spend. */
export const setWorkspaceBudget = defineUseCase({
  id: 'budgets.set-workspace',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/budgets/{period}' },
  input: budgetInput,
  output: saved,
  load: async ({ scope }) => scope,
  execute: ({ tx, scope }, limits) => save(tx, scope, null, limits),
  audit: (_, limits, { workspaceId }) => audit('workspace', workspaceId, limits),
})

/** What one agent may spend. */
export const setAgentBudget = defineUseCase({
  id: 'budgets.set-agent',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/agents/{agentId}/budgets/{period}' },
  input: { agentId: idSchema, ...budgetInput },
  output: saved,
  load: ({ tx }, { agentId }) => loadAgent(tx, agentId),
  execute: ({ tx, scope }, { agentId, ...limits }) => save(tx, scope, agentId, limits),
  audit: (_, { agentId, ...limits }) => audit('agent', agentId, limits),
})
