import { db, type Tx } from '#lib/db/client.ts'

export type TokenPurpose = 'recovery' | 'email_change'

export interface TokenRow {
  userId: string
  email: string
}

/** A person with one live link of a purpose at most: a new one takes the place of those before. */
export async function replaceToken(token: {
  hash: Uint8Array<ArrayBuffer>
  userId: string
  purpose: TokenPurpose
  email: string
  expiresAt: Date
}): Promise<void> {
  const { userId, purpose } = token
  await db().$transaction([
    db().accountToken.deleteMany({ where: { OR: [{ userId, purpose }, { expiresAt: { lt: new Date() } }] } }),
    db().accountToken.create({ data: token }),
  ])
}

/** Uses a link up: of two who come with it at once, one gets the row. */
export async function takeToken(tx: Tx, hash: Uint8Array, purpose: TokenPurpose): Promise<TokenRow | null> {
  const [row] = await tx.$queryRaw<TokenRow[]>`
    delete from account_tokens where hash = ${hash}::bytea and purpose = ${purpose}::"AccountTokenPurpose" and expires_at > now()
    returning user_id as "userId", email`
  return row ?? null
}

export async function isLiveToken(hash: Uint8Array<ArrayBuffer>, purpose: TokenPurpose): Promise<boolean> {
  return (await db().accountToken.count({ where: { hash, purpose, expiresAt: { gt: new Date() } } })) > 0
}

export interface AccountHolder {
  id: string
  email: string
  name: string
  /** Null: they sign in by other ways. */
  passwordHash: string | null
  language: string | null
}

export function findAccountId(email: string): Promise<{ id: string } | null> {
  return db().user.findUnique({ where: { email }, select: { id: true } })
}

/** Locks the person's row: no sign-in with the old password passes meanwhile. */
export async function lockUser(tx: Tx, userId: string): Promise<AccountHolder | null> {
  const [row] = await tx.$queryRaw<AccountHolder[]>`
    select id, email, name, password_hash as "passwordHash", language
    from users where id = ${userId}::uuid for update`
  return row ?? null
}

export async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { passwordHash } })
  await tx.accountToken.deleteMany({ where: { userId, purpose: 'recovery' } })
}

/** Whether somebody signed in here within the last ten minutes. */
export async function isFreshLogin(tx: Tx, loginId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from logins where id = ${loginId}::uuid and created_at > now() - interval '10 minutes'`
  return rows.length > 0
}

/** False: another account has the address by now. */
export async function setEmail(tx: Tx, userId: string, email: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update users set email = ${email} where id = ${userId}::uuid and not exists (select 1 from users where email = ${email})`
  if (changed === 0) return false
  // A link that went to the old address must not open the account any more.
  await tx.accountToken.deleteMany({ where: { userId } })
  return true
}

/** Ends a person's logins, but for one. */
export async function endOtherLogins(tx: Tx, userId: string, exceptId: string | null): Promise<void> {
  await tx.login.updateMany({
    where: { userId, revokedAt: null, ...(exceptId && { id: { not: exceptId } }) },
    data: { revokedAt: new Date() },
  })
}

export async function tenantsOf(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ tenant_id: string }[]>`select * from list_memberships(${userId}::uuid)`
  return [...new Set(rows.map((row) => row.tenant_id))]
}
