import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { NameKey, WorkspaceMemberView, WorkspaceView } from './schema.ts'

type WorkspaceRow = Omit<WorkspaceView, 'createdAt' | 'archivedAt'> & { createdAt: Date; archivedAt: Date | null }

function toView({ id, tenantId, name, access, createdAt, archivedAt }: WorkspaceRow): WorkspaceView {
  const times = { createdAt: createdAt.toISOString(), archivedAt: archivedAt?.toISOString() ?? null }
  return { id, tenantId, name, access, ...times }
}

export async function insertWorkspace(
  tx: Tx,
  workspace: { id: string; tenantId: string; name: string; access: 'tenant' | 'named' },
): Promise<WorkspaceView> {
  return toView(await tx.workspace.create({ data: { ...workspace, name: toText(workspace.name) } }))
}

/** Those that the scope's principal can enter: a tenant's scope sees the rows of all, named ones too. */
export async function listEnterable(
  tx: Tx,
  scope: Scope,
  { after, limit }: PageRequest<TimeKey>,
  archived: boolean,
): Promise<Page<WorkspaceView>> {
  const enterable =
    scope.principalKind === 'user' && !archived
      ? await tx.$queryRaw<{ id: string }[]>`
          select workspace_id as id from list_memberships(${scope.principalId}::uuid)
          where tenant_id = ${scope.tenantId}::uuid and workspace_id is not null`
      : undefined
  const rows = await tx.workspace.findMany({
    where: {
      archivedAt: archived ? { not: null } : null,
      AND: [enterable ? { id: { in: enterable.map(({ id }) => id) } } : {}, afterInTime(after)],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, toView)
}

/** The workspace of the scope itself: resolving the scope found it, so it is there. */
export async function readWorkspace(tx: Tx, workspaceId: string): Promise<WorkspaceView> {
  return toView(await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } }))
}

export async function updateWorkspaceRow(
  tx: Tx,
  workspaceId: string,
  change: { name?: string; access?: 'tenant' | 'named' },
): Promise<WorkspaceView> {
  const data = { ...change, name: change.name === undefined ? undefined : toText(change.name) }
  return toView(await tx.workspace.update({ where: { id: workspaceId }, data }))
}

export async function listNamedMembers(
  tx: Tx,
  workspaceId: string,
  { after, limit }: PageRequest<NameKey>,
): Promise<Page<WorkspaceMemberView>> {
  const rows = await tx.$queryRaw<WorkspaceMemberView[]>`
    select u.id as "userId", u.name, u.email from workspace_members m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId}::uuid
      and (${after?.id ?? null}::uuid is null or (u.name, u.id) > (${after?.name ?? null}, ${after?.id ?? null}::uuid))
    order by u.name, u.id limit ${limit + 1}`
  return cutPage(
    rows,
    limit,
    ({ name, userId }) => ({ name, id: userId }),
    (row) => row,
  )
}

/** False: that person is not a member of the tenant. */
export async function insertNamedMember(tx: Tx, scope: Scope, userId: string): Promise<boolean> {
  const membership = await tx.membership.findFirst({ where: { userId } })
  if (!membership) return false
  await tx.$executeRaw`
    insert into workspace_members (tenant_id, workspace_id, user_id)
    values (${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${userId}::uuid) on conflict do nothing`
  return true
}

export async function deleteNamedMember(tx: Tx, userId: string): Promise<boolean> {
  const { count } = await tx.workspaceMember.deleteMany({ where: { userId } })
  return count > 0
}

/** A workspace in a scope of its tenant, with the tenant locked: of two that are the last, one is kept. */
export async function lockWorkspace(
  tx: Tx,
  tenantId: string,
  workspaceId: string,
): Promise<{ workspace: WorkspaceView; others: number } | null> {
  await tx.$executeRaw`select 1 from tenants where id = ${tenantId}::uuid for update`
  const row = await tx.workspace.findFirst({ where: { id: workspaceId } })
  if (!row) return null
  const others = await tx.workspace.count({ where: { archivedAt: null, id: { not: workspaceId } } })
  return { workspace: toView(row), others }
}

export async function setArchived(tx: Tx, workspaceId: string, archivedAt: Date | null): Promise<WorkspaceView> {
  return toView(await tx.workspace.update({ where: { id: workspaceId }, data: { archivedAt } }))
}

/** With everything that is of the workspace, by its foreign keys; the trigger notes it for the workers. */
export async function deleteWorkspaceRow(tx: Tx, workspaceId: string): Promise<void> {
  await tx.workspace.delete({ where: { id: workspaceId } })
}

export interface CancelledRun {
  runId: string
  threadId: string
  attempt: number
}

/** Cancels what is queued and asks what runs to stop. Returns what was queued. */
export function cancelRunsOfWorkspace(tx: Tx, workspaceId: string): Promise<CancelledRun[]> {
  return tx.$queryRaw<CancelledRun[]>`
    select run_id as "runId", thread_id as "threadId", attempt from cancel_runs_of_workspace(${workspaceId}::uuid)`
}
