import { db, Prisma, type Tx } from './client.ts'

/** What row-level security reads. Made by lib/access alone; ids are UUIDs. */
export interface ScopeIds {
  readonly tenantId: string
  /** Null in a scope of the tenant as a whole: no workspace's rows are visible then. */
  readonly workspaceId: string | null
  readonly principalId: string
}

export interface TransactionOptions {
  /** What it has read does not change under it: else it fails, as `isWriteConflict` knows, and may be tried again. */
  serializable?: boolean
}

/** @internal What Prisma makes of it. */
export function isolationOf({ serializable }: TransactionOptions): { isolationLevel?: 'Serializable' } {
  return serializable ? { isolationLevel: Prisma.TransactionIsolationLevel.Serializable } : {}
}

/**
 * Runs `work` in one transaction in which only the scope's rows exist. Never wait for the network, a model or a
 * container inside (invariant 5).
 */
export async function withScope<T>(
  scope: ScopeIds,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return db().$transaction(async (tx) => {
    await setScope(tx, scope)
    return work(tx)
  }, isolationOf(options))
}

/** Goes on in another scope: that of the principal just found, or of a workspace that this transaction has just made. */
export async function setScope(tx: Tx, scope: ScopeIds): Promise<void> {
  await tx.$executeRaw`/* sent along */ select set_config('app.tenant_id', ${scope.tenantId}, true),
    set_config('app.workspace_id', ${scope.workspaceId ?? ''}, true), set_config('app.principal_id', ${scope.principalId}, true)`
}
