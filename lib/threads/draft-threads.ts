import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'

/** Opens a private thread in which a version of the agent is tried; it is in no list. @returns whether the id was free */
export async function insertDraftThread(
  tx: Tx,
  scope: WorkspaceScope,
  thread: { id: string; agentId: string; versionId: string },
): Promise<boolean> {
  const { tenantId, workspaceId, principalId } = scope
  const inserted = await tx.$executeRaw`
    insert into threads (id, tenant_id, workspace_id, agent_id, title, private_to, origin_source, created_by_id, draft_version_id)
    values (${thread.id}::uuid, ${tenantId}::uuid, ${workspaceId}::uuid, ${thread.agentId}::uuid, '', ${principalId}::uuid, 'draft',
      ${principalId}::uuid, ${thread.versionId}::uuid)
    on conflict (id) do nothing`
  return inserted > 0
}

/** Goes on in such a thread with another version. @returns whether there is one of the caller's for this agent */
export async function setDraftVersion(
  tx: Tx,
  scope: WorkspaceScope,
  thread: { id: string; agentId: string; versionId: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update threads set draft_version_id = ${thread.versionId}::uuid
    where id = ${thread.id}::uuid and agent_id = ${thread.agentId}::uuid and private_to = ${scope.principalId}::uuid
      and draft_version_id is not null`
  return changed > 0
}
