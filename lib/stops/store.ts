import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'
import type { StopView } from './schema.ts'

/** What stands still in the scope: its organisation, its workspace, agents of that. */
export async function selectStops(tx: Tx): Promise<StopView[]> {
  const rows = await tx.$queryRaw<(Omit<StopView, 'stoppedAt'> & { stoppedAt: Date })[]>`
    select case when agent_id is not null then 'agent' when workspace_id is not null then 'workspace' else 'tenant' end as level,
      agent_id as "agentId", stopped_at as "stoppedAt", stopped_by as "stoppedBy"
    from stops where workspace_id is null or workspace_id = app_workspace() order by stopped_at, id limit 1000`
  return rows.map((row) => ({ ...row, stoppedAt: row.stoppedAt.toISOString() }))
}

/** @returns false: it was stopped already. The lock is that of claims: none happens beside it. */
export async function insertStop(tx: Tx, scope: Scope, agentId: string | null): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(72707370)`
  const inserted = await tx.$queryRaw<unknown[]>`
    insert into stops (id, tenant_id, workspace_id, agent_id, stopped_by)
    values (${newId()}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${agentId}::uuid, ${toText(scope.principalName)})
    on conflict (tenant_id, workspace_id, agent_id) do nothing returning 1`
  return inserted.length > 0
}

/** Queues what the stop has ended. @returns the runs; null: nothing was stopped */
export async function deleteStop(tx: Tx, scope: Scope, agentId: string | null): Promise<string[] | null> {
  const deleted = await tx.$queryRaw<unknown[]>`
    delete from stops where tenant_id = ${scope.tenantId}::uuid and workspace_id is not distinct from ${scope.workspaceId}::uuid
      and agent_id is not distinct from ${agentId}::uuid returning 1`
  if (deleted.length === 0) return null
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from resume_stopped_runs(${agentId}::uuid) id`
  return rows.map(({ id }) => id)
}

/** Whose pages are told. */
export async function selectWorkspaceIds(tx: Tx, scope: Scope): Promise<string[]> {
  if (scope.workspaceId !== null) return [scope.workspaceId]
  const rows = await tx.workspace.findMany({ where: { tenantId: scope.tenantId }, select: { id: true } })
  return rows.map(({ id }) => id)
}
