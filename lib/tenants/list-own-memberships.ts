import type { Principal } from '#lib/access/scope.ts'
import { AppError } from '#lib/errors.ts'
import { findSignedInUser } from './logins.ts'
import type { MembershipView } from './schema.ts'
import { listMembershipsOfUser, listWorkspacesOfKey, type MembershipRow } from './store.ts'

/** Which organisations and workspaces a principal can enter. It needs no scope: it is how one finds one. */
export async function listOwnMemberships(principal: Principal): Promise<MembershipView[]> {
  if (principal.kind === 'api_key') {
    const rows = await listWorkspacesOfKey(principal.keyHash)
    if (rows.length === 0) throw new AppError('unauthenticated', 'The API key is unknown, revoked or expired.')
    return groupMemberships(rows)
  }
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in, or send an API key.')
  return groupMemberships(await listMembershipsOfUser(user.id))
}

/** Rows of one principal as a tree. */
export function groupMemberships(rows: MembershipRow[]): MembershipView[] {
  const tenants = new Map<string, MembershipView>()
  for (const row of rows) {
    const tenant = tenants.get(row.tenant_id) ?? {
      tenantId: row.tenant_id,
      tenantName: row.tenant_name,
      role: row.role,
      workspaces: [],
    }
    if (row.workspace_id) tenant.workspaces.push({ id: row.workspace_id, name: row.workspace_name ?? '' })
    tenants.set(row.tenant_id, tenant)
  }
  return [...tenants.values()]
}
