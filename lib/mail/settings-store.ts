import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toJsonb, toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'

export interface SettingsRow {
  level: 'tenant' | 'workspace' | 'agent'
  talk: unknown
  limits: unknown
  revision: number
  updatedAt: Date
  updatedBy: string
}

/** The stored levels that a scope is bound by: its tenant's, its workspace's, and an agent's. */
export async function selectSettings(tx: Tx, agentId: string | null): Promise<SettingsRow[]> {
  return tx.$queryRaw<SettingsRow[]>`
    select case when agent_id is not null then 'agent' when workspace_id is not null then 'workspace' else 'tenant' end as level,
      talk, limits, revision, updated_at as "updatedAt", updated_by as "updatedBy"
    from team_settings where (workspace_id is null or workspace_id = app_workspace())
      and (agent_id is null or agent_id = ${agentId}::uuid)`
}

/**
 * The settings of the scope's tenant or workspace, or of an agent in it. Who saves on top of another save than the last one
 * changes nothing: null.
 */
export async function upsertSettings(
  tx: Tx,
  scope: Scope,
  place: { agentId: string | null },
  { talk, limits }: { talk: object; limits: object },
  basedOn: number | undefined,
): Promise<SettingsRow | null> {
  const [row] = await tx.$queryRaw<SettingsRow[]>`
    insert into team_settings as s (id, tenant_id, workspace_id, agent_id, talk, limits, updated_by)
    select ${newId()}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${place.agentId}::uuid, ${toJsonb(talk)}::jsonb,
      ${toJsonb(limits)}::jsonb, ${toText(scope.principalName)}
    where coalesce(${basedOn ?? null}::int, 0) = 0 or exists (select 1 from team_settings o where o.tenant_id = ${scope.tenantId}::uuid
      and o.workspace_id is not distinct from ${scope.workspaceId}::uuid and o.agent_id is not distinct from ${place.agentId}::uuid)
    on conflict (tenant_id, workspace_id, agent_id) do update
      set talk = excluded.talk, limits = excluded.limits, revision = s.revision + 1, updated_at = now(), updated_by = excluded.updated_by
      where s.revision = coalesce(${basedOn ?? null}::int, s.revision)
    returning 'workspace' as level, talk, limits, revision, updated_at as "updatedAt", updated_by as "updatedBy"`
  return row ?? null
}

/** Those of these agents that the workspace has. */
export async function selectAgentIds(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from agents where id = any(${ids}::uuid[]) and deleted_at is null`
  return rows.map(({ id }) => id)
}
