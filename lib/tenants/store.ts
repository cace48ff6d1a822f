import type { Role } from '#lib/access/roles.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'

/** Serialises sign-ups until it is certain who was first. */
const FIRST_ACCOUNT_LOCK = 72707371

export interface UserRow {
  id: string
  email: string
  name: string
  /** Null: they sign in by other ways. */
  passwordHash: string | null
  isPlatformAdmin: boolean
  language: string | null
}

export function findUserByEmail(email: string): Promise<UserRow | null> {
  return db().user.findUnique({ where: { email } })
}

/**
 * Whether it made the platform's admin: the first account becomes that, also when two arrive at once.
 * @param tx the transaction that goes on with it; one of its own where it is undefined
 */
export async function insertUser(
  tx: Tx | undefined,
  user: { id: string; email: string; name: string; passwordHash: string | null },
): Promise<{ isPlatformAdmin: boolean } | 'taken'> {
  if (!tx) return db().$transaction((own) => insertUser(own, user))
  await tx.$executeRaw`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`
  const [row] = await tx.$queryRaw<{ isPlatformAdmin: boolean }[]>`
    insert into users (id, email, name, password_hash, is_platform_admin)
    values (${user.id}::uuid, ${user.email}, ${toText(user.name)}, ${user.passwordHash}, not exists (select 1 from users))
    on conflict (email) do nothing returning is_platform_admin as "isPlatformAdmin"`
  return row ?? 'taken'
}

export async function setLanguage(userId: string, language: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { language } })
}

export async function setPlatformAdmin(userId: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { isPlatformAdmin: true } })
}

export async function hasPassword(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.user.count({ where: { id: userId, passwordHash: { not: null } } })) > 0
}

/** A password, a passkey, or an identity at one of these services. Inside `withAccount`. */
export async function hasWayIn(tx: Tx, userId: string, providers: string[]): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from users where id = ${userId}::uuid and password_hash is not null
    union all select 1 from passkeys where user_id = ${userId}::uuid
    union all select 1 from external_identities where user_id = ${userId}::uuid and provider = any(${providers}::text[])
    limit 1`
  return rows.length > 0
}

export async function setPasswordHash(userId: string, passwordHash: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { passwordHash } })
}

export async function insertTenant(tx: Tx, tenant: { id: string; name: string; ownerId: string }): Promise<void> {
  await tx.tenant.create({ data: { id: tenant.id, name: toText(tenant.name) } })
  await tx.membership.create({ data: { tenantId: tenant.id, userId: tenant.ownerId, role: 'owner' } })
}

/** How exact `lastSeenAt` is: page views write at most this often. */
const SEEN_EVERY_MS = 60 * 60_000

const live = () => ({ revokedAt: null, expiresAt: { gt: new Date() } })

/**
 * False: the password is no longer the one that was checked. The lock on the person's row keeps a change of it from
 * passing between check and login, which would then survive the change.
 */
export async function holdPassword(tx: Tx, user: { id: string; passwordHash: string }): Promise<boolean> {
  const held = await tx.$executeRaw`
    select 1 from users where id = ${user.id}::uuid and password_hash = ${user.passwordHash} for share`
  return held > 0
}

export async function insertLogin(tx: Tx, userId: string, userAgent: string, expiresAt: Date): Promise<string> {
  await tx.login.deleteMany({ where: { userId, expiresAt: { lt: new Date() } } })
  const login = { id: newId(), userId, userAgent: toText(userAgent), expiresAt }
  await tx.login.create({ data: login })
  return login.id
}

export function findLiveLogin(loginId: string) {
  return db().login.findFirst({
    where: { id: loginId, ...live() },
    include: { user: { select: { id: true, name: true, email: true, isPlatformAdmin: true, language: true } } },
  })
}

export async function touchLogin(login: { id: string; lastSeenAt: Date }): Promise<void> {
  const now = new Date()
  const seenBefore = new Date(now.getTime() - SEEN_EVERY_MS)
  if (login.lastSeenAt > seenBefore) return
  await db().login.updateMany({ where: { id: login.id, lastSeenAt: { lt: seenBefore } }, data: { lastSeenAt: now } })
}

export function listLiveLogins(userId: string) {
  return db().login.findMany({ where: { userId, ...live() }, orderBy: { createdAt: 'desc' } })
}

/** How many of the logins were live until now. */
export async function revokeLogins(which: { id?: string | { not: string }; userId?: string }): Promise<number> {
  const { count } = await db().login.updateMany({ where: { ...which, ...live() }, data: { revokedAt: new Date() } })
  return count
}

export interface MembershipRow {
  tenant_id: string
  tenant_name: string
  role: Role
  workspace_id: string | null
  workspace_name: string | null
}

export function listMembershipsOfUser(userId: string): Promise<MembershipRow[]> {
  return db().$queryRaw<MembershipRow[]>`select * from list_memberships(${userId}::uuid)`
}

export function listWorkspacesOfKey(keyHash: Uint8Array): Promise<MembershipRow[]> {
  return db().$queryRaw<MembershipRow[]>`select * from list_key_workspaces(${keyHash}::bytea)`
}

export type AccountRow = Omit<UserRow, 'passwordHash' | 'language'> & Partial<MembershipRow>

/** Every account with what it can enter: a row for each workspace, or one with nulls. */
export function listAccountRows(): Promise<AccountRow[]> {
  return db().$queryRaw<AccountRow[]>`
    select u.id, u.email, u.name, u.is_platform_admin as "isPlatformAdmin", m.*
    from users u left join lateral list_memberships(u.id) m on true order by u.created_at, u.id`
}
