import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'
import type { BudgetLevel, BudgetPeriod, BudgetView } from './schema.ts'

interface BudgetRow {
  level: BudgetLevel
  agentId: string | null
  period: BudgetPeriod
  limitMicros: number | null
  limitTokens: number | null
  warnPercent: number
  spentMicros: number
  spentTokens: number
  reservedMicros: number
  reservedTokens: number
  renewsAt: Date | null
  updatedAt: Date
  updatedBy: string
}

function toView(row: BudgetRow): BudgetView {
  const { spentMicros, spentTokens, reservedMicros, reservedTokens, renewsAt, updatedAt, ...rest } = row
  const isCounted = row.period !== 'run'
  return {
    ...rest,
    spentMicros: isCounted ? spentMicros : null,
    spentTokens: isCounted ? spentTokens : null,
    reservedMicros: isCounted ? reservedMicros : null,
    reservedTokens: isCounted ? reservedTokens : null,
    renewsAt: renewsAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  }
}

/** The budgets that bind the scope, with what they have counted in the period that is now. */
export async function selectBudgets(tx: Tx, agentId: string | null): Promise<BudgetView[]> {
  const rows = await tx.$queryRaw<BudgetRow[]>`
    select case when b.agent_id is not null then 'agent' when b.workspace_id is not null then 'workspace' else 'tenant' end as level,
      b.agent_id as "agentId", b.period::text as period, b.limit_micros::float8 as "limitMicros", b.limit_tokens::float8 as "limitTokens",
      b.warn_percent as "warnPercent", coalesce(c.spent_micros, 0)::float8 as "spentMicros", coalesce(c.spent_tokens, 0)::float8 as "spentTokens",
      coalesce(c.reserved_micros, 0)::float8 as "reservedMicros", coalesce(c.reserved_tokens, 0)::float8 as "reservedTokens",
      case b.period when 'day' then date_trunc('day', now(), 'UTC') + interval '1 day'
        when 'month' then (date_trunc('month', now() at time zone 'UTC') + interval '1 month') at time zone 'UTC' end as "renewsAt",
      b.updated_at as "updatedAt", b.updated_by as "updatedBy"
    from budgets b left join budget_counters c on c.budget_id = b.id and c.period_key = budget_period_key(b.period, null, now())
    where (b.workspace_id is null or b.workspace_id = app_workspace()) and (b.agent_id is null or b.agent_id = ${agentId}::uuid)
    order by b.agent_id nulls first, b.workspace_id nulls first, b.period`
  return rows.map(toView)
}

export interface BudgetLimits {
  period: BudgetPeriod
  limitMicros: number | null
  limitTokens: number | null
  warnPercent: number
}

/** The limit of the scope's tenant or workspace, or of an agent in it. */
export async function upsertBudget(tx: Tx, scope: Scope, agentId: string | null, limits: BudgetLimits): Promise<void> {
  const { period, limitMicros, limitTokens, warnPercent } = limits
  await tx.$executeRaw`
    insert into budgets (id, tenant_id, workspace_id, agent_id, period, limit_micros, limit_tokens, warn_percent, updated_by)
    values (${newId()}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${agentId}::uuid, ${period}::"BudgetPeriod",
      ${limitMicros}::bigint, ${limitTokens}::bigint, ${warnPercent}, ${toText(scope.principalName)})
    on conflict (tenant_id, workspace_id, agent_id, period) do update set limit_micros = excluded.limit_micros,
      limit_tokens = excluded.limit_tokens, warn_percent = excluded.warn_percent, updated_at = now(), updated_by = excluded.updated_by`
}

export async function deleteBudget(tx: Tx, scope: Scope, agentId: string | null, period: BudgetPeriod): Promise<void> {
  await tx.$executeRaw`
    delete from budgets where tenant_id = ${scope.tenantId}::uuid and workspace_id is not distinct from ${scope.workspaceId}::uuid
      and agent_id is not distinct from ${agentId}::uuid and period = ${period}::"BudgetPeriod"`
}
