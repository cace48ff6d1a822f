import type { Tx } from '#lib/db/client.ts'
import type { ScopeIds } from '#lib/db/with-scope.ts'
import { newId } from '#lib/ids.ts'

export interface AuditEntry {
  /** Past tense, `run.cancelled`. */
  action: string
  targetKind: string
  targetId: string
  /** Never a secret, never a message's text. */
  details?: Record<string, string | number | boolean | null>
  /** A second append with the same key is ignored. */
  idempotencyKey?: string
}

/** Appends to the audit trail inside the transaction of the change that it records (invariant 11). */
export async function appendAudit(
  tx: Tx,
  scope: ScopeIds & { readonly principalKind: string },
  entry: AuditEntry,
): Promise<void> {
  await tx.$executeRaw`/* sent along */ insert into audit_events (id, tenant_id, workspace_id, actor_kind, actor_id, action, target_kind, target_id, details, idempotency_key)
    values (${newId()}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${scope.principalKind}, ${scope.principalId}::uuid,
      ${entry.action}, ${entry.targetKind}, ${entry.targetId}, ${JSON.stringify(entry.details ?? {})}::jsonb, ${entry.idempotencyKey ?? null})
    on conflict (idempotency_key) do nothing`
}
