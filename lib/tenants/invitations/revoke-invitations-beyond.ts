import { atLeast, ROLES, type Role } from '#lib/access/roles.ts'
import type { Tx } from '#lib/db/client.ts'
import { revokeKnownTo, revokeMadeBy } from './store.ts'

/** Revokes the invitations that a person or key made and could not make with this role. */
export async function revokeInvitationsBeyond(tx: Tx, createdById: string, role: Role): Promise<void> {
  const beyond = atLeast(role, 'admin') ? ROLES.filter((given) => !atLeast(role, given)) : ROLES
  await revokeMadeBy(tx, createdById, beyond)
}

/** What leaving ends: what they made, and every link that could bring them back in. */
export async function revokeInvitationsOfLeaver(tx: Tx, userId: string): Promise<void> {
  await revokeMadeBy(tx, userId, ROLES)
  await revokeKnownTo(tx, userId)
}
