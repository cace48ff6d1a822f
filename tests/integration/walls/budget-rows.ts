import { randomUUID } from 'node:crypto'
import type { Query } from './thread-rows.ts'

interface Place {
  tenantId: string
  workspaceId: string
  agentId: string
}

/** A budget with what is used and set aside of it, a price of the organisation's own, and an agent that somebody stopped. */
export async function addBudget(query: Query, { tenantId, workspaceId, agentId }: Place, stoppedAgentId: string) {
  const budgetId = randomUUID()
  await query(
    `insert into budgets (id, tenant_id, workspace_id, agent_id, period, limit_micros, updated_by)
     values ($1, $2, $3, $4, 'day', 1000000, 'Person')`,
    [budgetId, tenantId, workspaceId, agentId],
  )
  await query(
    `insert into budget_counters (budget_id, period_key, tenant_id, workspace_id) values ($1, '2026-01-01', $2, $3)`,
    [budgetId, tenantId, workspaceId],
  )
  await query(
    `insert into model_prices (id, tenant_id, provider, model, input_micros, output_micros, updated_by)
     values (gen_random_uuid(), $1, 'openai', 'gpt', 1, 1, 'Person') on conflict do nothing`,
    [tenantId],
  )
  await query(
    `insert into stops (id, tenant_id, workspace_id, agent_id, stopped_by) values (gen_random_uuid(), $1, $2, $3, 'Person')`,
    [tenantId, workspaceId, stoppedAgentId],
  )
}

/** What a run has set aside for a call of its model. */
export async function addReservation(query: Query, { tenantId, workspaceId, agentId }: Place, runId: string) {
  await query(
    `insert into budget_reservations (call_key, tenant_id, workspace_id, agent_id, run_id, attempt, step_index, provider, model,
       input_tokens, output_tokens)
     values ($1, $2, $3, $4, $5, 1, 0, 'openai', 'gpt', 1, 1)`,
    [`${runId}:0:1`, tenantId, workspaceId, agentId, runId],
  )
}
