import type { Role } from '#lib/access/roles.ts'
import type { Principal } from '#lib/access/scope.ts'
import { resolveScope } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { assertOwnerRules } from './owner-rules.ts'
import { findMember, insertMember } from './store.ts'

/**
 * Adds an account to an organisation without asking its owner: for operators. No request reaches it, or everybody could
 * be put into anybody's organisation.
 */
export async function addMember(
  principal: Principal,
  member: { tenantId: string; userId: string; role: Role },
): Promise<void> {
  const scope = await resolveScope(principal, { tenantId: member.tenantId })
  assertOwnerRules(scope.role, { role: member.role, owners: 2 }, member.role)
  await withScope(scope, async (tx) => {
    const existing = await findMember(tx, member.userId)
    if (existing) throw new AppError('conflict', `${existing.email} is a member already, as ${existing.role}.`)
    await insertMember(tx, member)
    const { userId, role } = member
    await appendAudit(tx, scope, { action: 'member.added', targetKind: 'user', targetId: userId, details: { role } })
  })
}
