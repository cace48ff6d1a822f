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
  passwordHash: string
  isPlatformAdmin: boolean
}

export function findUserByEmail(email: string): Promise<UserRow | null> {
  return db().user.findUnique({ where: { email } })
}

/** Whether it made the platform's admin: the first account becomes that, also when two arrive at once. */
export async function insertUser(
  tx: Tx,
  user: { id: string; email: string; name: string; passwordHash: string },
): Promise<{ isPlatformAdmin: boolean } | 'taken'> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`
  const [row] = await tx.$queryRaw<{ isPlatformAdmin: boolean }[]>`
    insert into users (id, email, name, password_hash, is_platform_admin)
    values (${user.id}::uuid, ${user.email}, ${toText(user.name)}, ${user.passwordHash}, not exists (select 1 from users))
    on conflict (email) do nothing returning is_platform_admin as "isPlatformAdmin"`
  return row ?? 'taken'
}

export async function insertTenant(tx: Tx, tenant: { id: string; name: string; ownerId: string }): Promise<void> {
  await tx.tenant.create({ data: { id: tenant.id, name: toText(tenant.name) } })
  await tx.membership.create({ data: { tenantId: tenant.id, userId: tenant.ownerId, role: 'owner' } })
}

/** How exact `lastSeenAt` is: page views write at most this often. */
const SEEN_EVERY_MS = 60 * 60_000

const live = () => ({ revokedAt: null, expiresAt: { gt: new Date() } })

export async function insertLogin(userId: string, userAgent: string, expiresAt: Date): Promise<string> {
  const id = newId()
  await db().$transaction([
    db().login.deleteMany({ where: { userId, expiresAt: { lt: new Date() } } }),
    db().login.create({ data: { id, userId, userAgent: toText(userAgent), expiresAt } }),
  ])
  return id
}

export function findLiveLogin(loginId: string) {
  return db().login.findFirst({
    where: { id: loginId, ...live() },
    include: { user: { select: { id: true, name: true, email: true, isPlatformAdmin: true } } },
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
export async function revokeLogins(which: { id?: string; userId?: string }): Promise<number> {
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
