import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toJsonb } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'
import type { PolicyRule } from '#lib/tools/schema.ts'

export interface PolicyRow {
  level: 'tenant' | 'workspace' | 'agent'
  rules: unknown
  revision: number
  updatedAt: Date
  updatedBy: string
}

/** The stored levels that a scope is bound by: its tenant's, its workspace's, and an agent's. */
export async function selectPolicies(tx: Tx, agentId: string | null): Promise<PolicyRow[]> {
  return tx.$queryRaw<PolicyRow[]>`
    select case when agent_id is not null then 'agent' when workspace_id is not null then 'workspace' else 'tenant' end as level,
      rules, revision, updated_at as "updatedAt", updated_by as "updatedBy"
    from tool_policies where (workspace_id is null or workspace_id = app_workspace())
      and (agent_id is null or agent_id = ${agentId}::uuid)`
}

/**
 * The rules of the scope's tenant or workspace, or of an agent in it. Who saves on top of another save than the last one
 * changes nothing: null.
 */
export async function upsertPolicy(
  tx: Tx,
  scope: Scope,
  place: { agentId: string | null },
  rules: readonly PolicyRule[],
  basedOn: number | undefined,
): Promise<PolicyRow | null> {
  const [row] = await tx.$queryRaw<PolicyRow[]>`
    insert into tool_policies as p (id, tenant_id, workspace_id, agent_id, rules, updated_by)
    select ${newId()}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${place.agentId}::uuid, ${toJsonb(rules)}::jsonb,
      ${scope.principalName}
    where coalesce(${basedOn ?? null}::int, 0) = 0 or exists (select 1 from tool_policies o where o.tenant_id = ${scope.tenantId}::uuid
      and o.workspace_id is not distinct from ${scope.workspaceId}::uuid and o.agent_id is not distinct from ${place.agentId}::uuid)
    on conflict (tenant_id, workspace_id, agent_id) do update
      set rules = excluded.rules, revision = p.revision + 1, updated_at = now(), updated_by = excluded.updated_by
      where p.revision = coalesce(${basedOn ?? null}::int, p.revision)
    returning rules, revision, updated_at as "updatedAt", updated_by as "updatedBy"`
  return row ?? null
}
