import type { Scope } from '#lib/access/scope.ts'
import { type AuditEntry, appendAudit } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import type { WorkspaceView } from './schema.ts'
import { insertWorkspace } from './store.ts'

/** How the trail records a new workspace. */
export function workspaceCreated({ id, access }: Pick<WorkspaceView, 'id' | 'access'>): AuditEntry {
  return { action: 'workspace.created', targetKind: 'workspace', targetId: id, details: { access } }
}

/** A new workspace inside a transaction that makes more than that. */
export async function addWorkspace(
  tx: Tx,
  scope: Scope,
  fields: Pick<WorkspaceView, 'name' | 'access'>,
): Promise<WorkspaceView> {
  const workspace = await insertWorkspace(tx, { id: newId(), tenantId: scope.tenantId, ...fields })
  await appendAudit(tx, scope, workspaceCreated(workspace))
  return workspace
}
