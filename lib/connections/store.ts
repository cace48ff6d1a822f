import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { SealedSecret } from '#lib/secrets/schema.ts'
import type { ClientAuth } from './schema.ts'

export type ServiceRow = NonNullable<Awaited<ReturnType<typeof findService>>>
export type ConnectionRow = NonNullable<Awaited<ReturnType<typeof findConnection>>>

const shown = { service: true, agent: { select: { id: true, name: true } } } as const

export async function findService(tx: Tx, id: string) {
  return tx.oauthService.findUnique({ where: { id } })
}

export async function findServiceOf(tx: Tx, which: { name: string } | { mcpServerId: string }) {
  return tx.oauthService.findFirst({ where: which })
}

export async function listServiceRows<T>(
  tx: Tx,
  { after, limit }: PageRequest<TimeKey>,
  toItem: (row: ServiceRow) => T,
): Promise<Page<T>> {
  const rows = await tx.oauthService.findMany({
    where: afterInTime(after),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, toItem)
}

export async function countServices(tx: Tx): Promise<number> {
  return tx.oauthService.count()
}

export interface NewService {
  id: string
  name: string
  mcpServerId: string | null
  issuer: string
  sendsIssuer: boolean
  authorizationUrl: string
  tokenUrl: string
  revocationUrl: string
  resource: string
  clientId: string
  clientAuth: ClientAuth
  sealedClientSecret: SealedSecret | null
  scopes: string[]
  hosts: string[]
}

export async function insertService(
  tx: Tx,
  { tenantId, workspaceId, principalName }: WorkspaceScope,
  { sealedClientSecret, ...service }: NewService,
): Promise<ServiceRow> {
  return tx.oauthService.create({
    data: {
      ...service,
      ...{ tenantId, workspaceId, createdByName: toText(principalName) },
      ...(sealedClientSecret && { sealedClientSecret: { ...sealedClientSecret } }),
    },
  })
}

export async function updateServiceRow(
  tx: Tx,
  id: string,
  change: { scopes?: string[]; hosts?: string[]; sealedClientSecret?: SealedSecret },
): Promise<ServiceRow> {
  const { sealedClientSecret, ...rest } = change
  return tx.oauthService.update({
    where: { id },
    data: { ...rest, ...(sealedClientSecret && { sealedClientSecret: { ...sealedClientSecret } }) },
  })
}

/** Agents sign in for the server no more: it is another one now. */
export async function deleteServiceOf(tx: Tx, mcpServerId: string): Promise<void> {
  await tx.oauthService.deleteMany({ where: { mcpServerId } })
}

export async function deleteServiceRow(tx: Tx, id: string): Promise<void> {
  await tx.oauthService.delete({ where: { id } })
}

export async function findConnection(tx: Tx, id: string) {
  return tx.oauthConnection.findUnique({ where: { id }, include: shown })
}

/** With their services: what is needed to give their tokens back. */
export async function findConnectionsOf(tx: Tx, serviceId: string) {
  return tx.oauthConnection.findMany({ where: { serviceId }, include: shown })
}

/** A service, and the agent's connection with it where there is one. */
export async function findForAgent(tx: Tx, which: { name: string } | { mcpServerId: string }, agentId: string) {
  return tx.oauthService.findFirst({ where: which, include: { connections: { where: { agentId } } } })
}

export async function listConnectionRows<T>(
  tx: Tx,
  which: { agentId?: string; serviceId?: string },
  { after, limit }: PageRequest<TimeKey>,
  toItem: (row: ConnectionRow) => T,
): Promise<Page<T>> {
  const rows = await tx.oauthConnection.findMany({
    where: { AND: [which, afterInTime(after)] },
    include: shown,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, toItem)
}

export async function findAgentName(tx: Tx, agentId: string): Promise<string | null> {
  const row = await tx.agent.findFirst({ where: { id: agentId, deletedAt: null }, select: { name: true } })
  return row?.name ?? null
}

/** Whom a service has been connected for, the first first. */
export async function findConnectedAgents(tx: Tx, mcpServerId: string): Promise<string[]> {
  const rows = await tx.oauthConnection.findMany({
    where: { service: { mcpServerId }, problem: null, agent: { archivedAt: null } },
    select: { agentId: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 200,
  })
  return rows.map(({ agentId }) => agentId)
}

export interface StoredTokens {
  sealedAccessToken: SealedSecret
  sealedRefreshToken: SealedSecret | null
  expiresAt: Date | null
  scopes: string[]
}

const columnsOf = ({ sealedAccessToken, sealedRefreshToken, expiresAt, scopes }: StoredTokens) => ({
  sealedAccessToken: { ...sealedAccessToken },
  sealedRefreshToken: sealedRefreshToken ? { ...sealedRefreshToken } : Prisma.DbNull,
  ...{ expiresAt, scopes: scopes.map(toText) },
})

export async function insertConnection(
  tx: Tx,
  { tenantId, workspaceId, principalName }: WorkspaceScope,
  owner: { id: string; serviceId: string; agentId: string; account: string },
  tokens: StoredTokens,
): Promise<ConnectionRow> {
  const whose = { ...owner, account: toText(owner.account), tenantId, workspaceId }
  const data = { ...whose, connectedByName: toText(principalName), ...columnsOf(tokens) }
  return tx.oauthConnection.create({ data, include: shown })
}

/** Of two who cut it at once, one gets the row. */
export async function deleteConnectionRow(tx: Tx, id: string): Promise<boolean> {
  return (await tx.oauthConnection.deleteMany({ where: { id } })).count === 1
}

/** The agent's connection with a service goes, for another to take its place. */
export async function deleteConnectionOf(tx: Tx, serviceId: string, agentId: string): Promise<void> {
  await tx.oauthConnection.deleteMany({ where: { serviceId, agentId } })
}

/** Minutes are enough for people. */
export async function noteUse(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`/* sent along */ update oauth_connections set last_used_at = now()
    where id = ${id}::uuid and (last_used_at is null or last_used_at < now() - interval '1 minute')`
}

/** Nobody else renews this revision's tokens until then: false where somebody does already, or has. */
export async function takeRenewal(
  tx: Tx,
  { id, revision }: { id: string; revision: number },
  renewal: string,
  leaseMs: number,
): Promise<boolean> {
  const taken = await tx.$executeRaw`
    update oauth_connections set renewal = ${renewal}::uuid, renewal_until = now() + ${leaseMs} * interval '1 millisecond'
    where id = ${id}::uuid and revision = ${revision} and problem is null
      and (renewal_until is null or renewal_until < now())`
  return taken === 1
}

/** False where the connection was cut, or another's by now. */
export async function finishRenewal(tx: Tx, id: string, renewal: string, tokens: StoredTokens): Promise<boolean> {
  const changed = await tx.oauthConnection.updateMany({
    where: { id, renewal },
    data: { ...columnsOf(tokens), revision: { increment: 1 }, renewal: null, renewalUntil: null },
  })
  return changed.count === 1
}

export async function giveUpRenewal(tx: Tx, id: string, renewal: string, problem: string | null): Promise<void> {
  await tx.oauthConnection.updateMany({ where: { id, renewal }, data: { renewal: null, renewalUntil: null, problem } })
}

/** The service took its word back, or the time is over, and there is nothing to renew it with. */
export async function endConnection(tx: Tx, id: string, revision: number, problem: string): Promise<void> {
  await tx.oauthConnection.updateMany({ where: { id, revision }, data: { problem } })
}
