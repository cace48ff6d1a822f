import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { type Principal, scopeOfNewTenant } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { findSignedInUser } from './logins.ts'
import { tenantName } from './schema.ts'
import type { FurnishTenant } from './sign-up.ts'
import { insertTenant } from './store.ts'
import { countTry } from './throttle.ts'

/** A new organisation of a person who has an account. */
export async function createTenant(
  owner: { id: string; name: string },
  rawName: string,
  furnish: FurnishTenant,
): Promise<{ tenantId: string; workspaceId: string }> {
  const { name } = parseInput(z.object({ name: tenantName }), { name: rawName })
  const tenantId = newId()
  const scope = scopeOfNewTenant({ tenantId, userId: owner.id, name: owner.name })
  return withScope(scope, async (tx) => {
    await insertTenant(tx, { id: tenantId, name, ownerId: owner.id })
    await appendAudit(tx, scope, { action: 'tenant.created', targetKind: 'tenant', targetId: tenantId })
    return { tenantId, ...(await furnish(tx, scope)) }
  })
}

/** A signed-in person makes another organisation, and owns it. A key belongs to one, and makes none. */
export async function createOwnTenant(
  principal: Principal,
  rawName: string,
  furnish: FurnishTenant,
): Promise<{ tenantId: string; workspaceId: string }> {
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  await countTry('tenant-user', user.id)
  return createTenant(user, rawName, furnish)
}
