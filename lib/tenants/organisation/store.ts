import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'

interface TenantRow {
  id: string
  name: string
  createdAt: Date
}

/** The scope's own tenant: resolving the scope found it. */
export function readTenant(tx: Tx, tenantId: string): Promise<TenantRow> {
  return tx.tenant.findUniqueOrThrow({ where: { id: tenantId } })
}

export function renameTenant(tx: Tx, tenantId: string, name: string): Promise<TenantRow> {
  return tx.tenant.update({ where: { id: tenantId }, data: { name: toText(name) } })
}

/** With everything that is of the tenant, by its foreign keys. Usage and audit rows stay. */
export async function deleteTenantRow(tx: Tx, tenantId: string): Promise<void> {
  await tx.tenant.delete({ where: { id: tenantId } })
}
