import { scopeOfOwnAccount } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { setScope } from '#lib/db/with-scope.ts'
import { tenantsOf } from './store.ts'

/** An account belongs to no organisation, but each of its organisations is to see what became of it. */
export async function auditAccount(tx: Tx, user: { id: string; name: string }, action: string): Promise<void> {
  for (const tenantId of await tenantsOf(tx, user.id)) {
    const scope = scopeOfOwnAccount({ tenantId, userId: user.id, name: user.name })
    await setScope(tx, scope)
    await appendAudit(tx, scope, { action, targetKind: 'user', targetId: user.id })
  }
}
