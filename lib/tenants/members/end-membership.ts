import type { Tx } from '#lib/db/client.ts'
import { revokeKeysBeyond } from '../api-keys/revoke-keys-beyond.ts'
import { revokeInvitationsOfLeaver } from '../invitations/revoke-invitations-beyond.ts'
import { deleteMember } from './store.ts'

/**
 * Ends a membership with all that could outlive it: keys that the person made, and links that would bring them or
 * others in. @returns how many keys there were
 */
export async function endMembership(tx: Tx, tenantId: string, userId: string): Promise<number> {
  await deleteMember(tx, tenantId, userId)
  await revokeInvitationsOfLeaver(tx, userId)
  return revokeKeysBeyond(tx, userId, null)
}
