import { db, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'

/* All but the first inside `withAccount`: other people's rows do not exist there. */

/** Whose it is. Before anybody is known to be there. */
export async function findOwner(credential: Uint8Array): Promise<string | null> {
  const [row] = await db().$queryRaw<{ owner: string | null }[]>`select passkey_owner(${credential}::bytea) as owner`
  return row?.owner ?? null
}

export interface NewPasskey {
  id: string
  userId: string
  credential: Uint8Array<ArrayBuffer>
  publicKey: Uint8Array<ArrayBuffer>
  counter: number
  transports: string[]
  name: string
}

/** False: some account has this credential already. */
export async function insertPasskey(tx: Tx, passkey: NewPasskey): Promise<boolean> {
  const { id, userId, credential, publicKey, counter, transports, name } = passkey
  const inserted = await tx.$executeRaw`
    insert into passkeys (id, user_id, credential, public_key, counter, transports, name)
    values (${id}::uuid, ${userId}::uuid, ${credential}::bytea, ${publicKey}::bytea, ${counter}, ${transports}::text[], ${toText(name)})
    on conflict (credential) do nothing`
  return inserted > 0
}

export function findPasskey(tx: Tx, userId: string, credential: Uint8Array<ArrayBuffer>) {
  return tx.passkey.findFirst({ where: { userId, credential } })
}

export function findPasskeys(tx: Tx, userId: string) {
  return tx.passkey.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
}

export async function noteUse(tx: Tx, id: string, counter: number): Promise<void> {
  await tx.passkey.update({ where: { id }, data: { counter, lastUsedAt: new Date() } })
}

export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (await tx.passkey.deleteMany({ where: { userId, id } })).count > 0
}
