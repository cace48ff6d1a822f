import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Role } from '#lib/access/roles.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import type { MemberView } from '../schema.ts'

type MemberRow = Omit<MemberView, 'joinedAt'> & { joinedAt: Date }

function toMemberView({ userId, name, email, role, joinedAt }: MemberRow): MemberView {
  return { userId, name, email, role, joinedAt: joinedAt.toISOString() }
}

const members = Prisma.sql`
  select u.id as "userId", u.name, u.email, m.role, m.created_at as "joinedAt"
  from memberships m join users u on u.id = m.user_id`

/** In the order in which they joined. */
export async function selectMembers(tx: Tx, { after, limit }: PageRequest<TimeKey>): Promise<Page<MemberView>> {
  const rows = await tx.$queryRaw<MemberRow[]>`${members}
    where ${after?.id ?? null}::uuid is null
      or (m.created_at, u.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)
    order by m.created_at, u.id limit ${limit + 1}`
  return cutPage(rows, limit, ({ joinedAt, userId }) => ({ at: joinedAt.toISOString(), id: userId }), toMemberView)
}

export async function findMember(tx: Tx, userId: string): Promise<MemberView | null> {
  const [row] = await tx.$queryRaw<MemberRow[]>`${members} where u.id = ${userId}::uuid`
  return row ? toMemberView(row) : null
}

/** A member, with the tenant's memberships locked: two owners cannot each remove the other. */
export async function lockMember(
  tx: Tx,
  tenantId: string,
  userId: string,
): Promise<{ member: MemberView; owners: number } | null> {
  await tx.$executeRaw`select 1 from tenants where id = ${tenantId}::uuid for update`
  const member = await findMember(tx, userId)
  if (!member) return null
  return { member, owners: await tx.membership.count({ where: { role: 'owner' } }) }
}

export async function insertMember(tx: Tx, member: { tenantId: string; userId: string; role: Role }): Promise<void> {
  await tx.membership.create({ data: member })
}

export async function updateMemberRole(tx: Tx, tenantId: string, userId: string, role: Role): Promise<void> {
  await tx.membership.update({ where: { tenantId_userId: { tenantId, userId } }, data: { role } })
}

export async function deleteMember(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await tx.membership.delete({ where: { tenantId_userId: { tenantId, userId } } })
}
