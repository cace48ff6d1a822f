import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Role } from '#lib/access/roles.ts'
import { db, Prisma, type Tx } from '#lib/db/client.ts'
import type { EmailLanguage } from '#lib/email/schema.ts'
import type { InvitationDelivery, InvitationOffer, InvitationView } from './schema.ts'

type InvitationRow = Omit<InvitationView, 'createdAt' | 'expiresAt'> & {
  createdAt: Date
  expiresAt: Date
  language: EmailLanguage
}

function toView({ language: _, createdAt, expiresAt, ...row }: InvitationRow): InvitationView {
  return { ...row, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() }
}

const invitations = Prisma.sql`
  select i.id, i.role, i.email, i.workspace_id as "workspaceId", i.max_uses as "maxUses", i.uses, i.delivery, i.language,
    offer.state, coalesce(u.name, k.name) as "inviterName", i.created_at as "createdAt", i.expires_at as "expiresAt"
  from invitations i
  cross join lateral look_up_invitation(i.token_hash) offer
  left join users u on u.id = i.created_by_id
  left join api_keys k on k.id = i.created_by_id`

/** In the order in which they were made. */
export async function selectInvitations(
  tx: Tx,
  { after, limit }: PageRequest<TimeKey>,
  state: InvitationView['state'] | undefined,
): Promise<Page<InvitationView>> {
  const rows = await tx.$queryRaw<InvitationRow[]>`${invitations}
    where (${after?.id ?? null}::uuid is null
        or (i.created_at, i.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      and (${state ?? null}::text is null or offer.state = ${state ?? null}::text)
    order by i.created_at, i.id limit ${limit + 1}`
  return cutPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }), toView)
}

/** An invitation, locked: of two who use, resend or revoke it at once, one waits for the other. */
export async function lockInvitation(
  tx: Tx,
  invitationId: string,
): Promise<{ view: InvitationView; language: EmailLanguage } | null> {
  await tx.$executeRaw`select 1 from invitations where id = ${invitationId}::uuid for update`
  return findInvitation(tx, invitationId)
}

export async function findInvitation(
  tx: Tx,
  invitationId: string,
): Promise<{ view: InvitationView; language: EmailLanguage } | null> {
  const [row] = await tx.$queryRaw<InvitationRow[]>`${invitations} where i.id = ${invitationId}::uuid`
  return row ? { view: toView(row), language: row.language } : null
}

export interface NewInvitation {
  id: string
  tenantId: string
  workspaceId: string | null
  email: string | null
  role: Role
  language: EmailLanguage
  tokenHash: Uint8Array<ArrayBuffer>
  maxUses: number
  delivery: InvitationDelivery
  createdById: string
  expiresAt: Date
}

/** False: the tenant has no such workspace, or it is put away. */
export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<boolean> {
  const { workspaceId } = invitation
  if (workspaceId && !(await tx.workspace.findFirst({ where: { id: workspaceId, archivedAt: null } }))) return false
  await tx.invitation.create({ data: invitation })
  return true
}

/** Gives it a new link; the old one leads nowhere from then on. */
export async function renewInvitation(
  tx: Tx,
  invitationId: string,
  data: { tokenHash: Uint8Array<ArrayBuffer>; expiresAt: Date; createdById: string; delivery: InvitationDelivery },
): Promise<void> {
  await tx.invitation.update({ where: { id: invitationId }, data })
}

export async function setDelivery(
  tx: Tx,
  tokenHash: Uint8Array<ArrayBuffer>,
  delivery: InvitationDelivery,
): Promise<void> {
  // By the hash: a later link has a letter of its own.
  await tx.invitation.updateMany({ where: { tokenHash }, data: { delivery } })
}

/** False: it was revoked already. */
export async function revokeInvitationRow(tx: Tx, invitationId: string): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  return count > 0
}

/** Revokes what a person or key made, for these roles. */
export async function revokeMadeBy(tx: Tx, createdById: string, roles: readonly Role[]): Promise<void> {
  await tx.invitation.updateMany({
    where: { createdById, revokedAt: null, role: { in: [...roles] } },
    data: { revokedAt: new Date() },
  })
}

/** Revokes what a person came by, or is invited by once more: they know the links. */
export async function revokeKnownTo(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`
    update invitations set revoked_at = now()
    where revoked_at is null and (id in (select invitation_id from invitation_uses where user_id = ${userId}::uuid)
      or email = (select email from users where id = ${userId}::uuid))`
}

/** Whether an account with this address is a member of the scope's tenant. */
export async function isMemberByEmail(tx: Tx, email: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from memberships m join users u on u.id = m.user_id where u.email = ${email}`
  return rows.length > 0
}

export async function hasOpenInvitation(tx: Tx, email: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`${invitations} where i.email = ${email} and offer.state = 'open' limit 1`
  return rows.length > 0
}

interface OfferRow {
  invitation_id: string
  tenant_id: string
  tenant_name: string
  workspace_id: string | null
  role: Role
  email: string | null
  inviter_name: string | null
  expires_at: Date
  state: InvitationOffer['state']
}

export async function findOffer(
  tokenHash: Uint8Array<ArrayBuffer>,
  tx: Tx | undefined,
): Promise<InvitationOffer | null> {
  const [row] = await (tx ?? db()).$queryRaw<OfferRow[]>`select * from look_up_invitation(${tokenHash}::bytea)`
  if (!row) return null
  return {
    invitationId: row.invitation_id,
    tenantId: row.tenant_id,
    tenantName: row.tenant_name,
    workspaceId: row.workspace_id,
    role: row.role,
    email: row.email,
    inviterName: row.inviter_name,
    expiresAt: row.expires_at.toISOString(),
    state: row.state,
  }
}

export type Joining = 'joined' | 'member_already' | 'came_before'

export async function isMember(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.membership.count({ where: { userId } })) > 0
}

/** Makes a person who is no member one, by a locked, open invitation, and counts it. */
export async function spendInvitation(tx: Tx, offer: InvitationOffer, userId: string): Promise<Joining> {
  const { tenantId, invitationId, role } = offer
  const before = await tx.invitationUse.findFirst({ where: { invitationId, userId } })
  if (before) return 'came_before'
  await tx.membership.create({ data: { tenantId, userId, role } })
  await tx.invitationUse.create({ data: { tenantId, invitationId, userId } })
  await tx.invitation.update({ where: { id: invitationId }, data: { uses: { increment: 1 } } })
  return 'joined'
}

/** In a scope of the workspace. */
export async function enterWorkspace(tx: Tx, tenantId: string, workspaceId: string, userId: string): Promise<void> {
  await tx.workspaceMember.create({ data: { tenantId, workspaceId, userId } })
}

/** Of the scope's own tenant. */
export async function findTenantName(tx: Tx, tenantId: string): Promise<string> {
  return (await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } })).name
}
