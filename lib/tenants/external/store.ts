import { db, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'
import type { ExternalIdentity } from './schema.ts'

/* All but the first inside `withAccount`: other people's rows do not exist there. */

type Key = Pick<ExternalIdentity, 'provider' | 'issuer' | 'subject'>

/** Whose it is. Before anybody is known to be there. */
export async function findOwner({ provider, issuer, subject }: Key): Promise<string | null> {
  const [row] = await db().$queryRaw<{ owner: string | null }[]>`
    select external_identity_owner(${provider}, ${issuer}, ${subject}) as owner`
  return row?.owner ?? null
}

/** False: the identity is some account's already. */
export async function insertIdentity(tx: Tx, userId: string, identity: ExternalIdentity): Promise<boolean> {
  const { provider, issuer, subject, label } = identity
  const inserted = await tx.$executeRaw`
    insert into external_identities (id, user_id, provider, issuer, subject, label)
    values (${newId()}::uuid, ${userId}::uuid, ${provider}, ${issuer}, ${toText(subject)}, ${toText(label)})
    on conflict (provider, issuer, subject) do nothing`
  return inserted > 0
}

/** False: it was unlinked meanwhile. */
export async function noteUse(tx: Tx, userId: string, { provider, issuer, subject }: Key, label: string) {
  const where = { userId, provider, issuer, subject }
  const data = { lastUsedAt: new Date(), label: toText(label) }
  return (await tx.externalIdentity.updateMany({ where, data })).count > 0
}

export function findIdentities(tx: Tx, userId: string) {
  return tx.externalIdentity.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
}

export async function deleteIdentity(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (await tx.externalIdentity.deleteMany({ where: { userId, id } })).count > 0
}
