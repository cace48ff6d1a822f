import { atLeast, ROLES, type Role } from '#lib/access/roles.ts'
import type { Tx } from '#lib/db/client.ts'
import { revokeKeysWithRole } from './store.ts'

/** Revokes the keys that a person made and that can do more than the person now may; all of them for null. */
export function revokeKeysBeyond(tx: Tx, createdById: string, role: Role | null): Promise<number> {
  const beyond = role ? ROLES.filter((held) => !atLeast(role, held)) : [...ROLES]
  return revokeKeysWithRole(tx, createdById, beyond)
}
