import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { AppError } from '#lib/errors.ts'
import type { SealedSecret } from './schema.ts'
import type { SecretView } from './secret-schema.ts'

/** Replaced values that are still kept out of what is shown. */
const KEPT_VERSIONS = 5

const withVersion = { versions: { orderBy: { number: 'desc' as const }, take: 1 } }

type SecretRow = NonNullable<Awaited<ReturnType<typeof findRow>>>

export async function findRow(tx: Tx, id: string) {
  return tx.secret.findUnique({ where: { id }, include: withVersion })
}

/** What people may see of a row. */
export function toView(row: SecretRow): SecretView {
  const { id, agentId, name, description, hosts, tools, version } = row
  const [entered] = row.versions
  return {
    id,
    agentId,
    name,
    description,
    hosts,
    tools,
    version,
    enteredAt: (entered?.createdAt ?? row.createdAt).toISOString(),
    enteredBy: entered?.createdByName ?? '',
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }
}

/** The workspace's; with an agent those of its own as well; with `agentId` null the workspace's alone. */
export async function listRows(
  tx: Tx,
  agentId: string | null | undefined,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<SecretView>> {
  const whose = agentId === undefined ? {} : { OR: [{ agentId: null }, ...(agentId ? [{ agentId }] : [])] }
  const rows = await tx.secret.findMany({
    where: { AND: [whose, afterInTime(after)] },
    include: withVersion,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, toView)
}

export async function agentExists(tx: Tx, agentId: string): Promise<boolean> {
  return (await tx.agent.findFirst({ where: { id: agentId, deletedAt: null }, select: { id: true } })) !== null
}

export interface NewSecret {
  id: string
  tenantId: string
  workspaceId: string
  agentId: string | null
  name: string
  description: string
  hosts: string[]
  tools: string[]
}

/** @throws AppError `conflict` where the name is taken */
export async function insertSecret(tx: Tx, secret: NewSecret, version: NewVersion): Promise<SecretView> {
  const taken = await tx.secret.findFirst({
    where: { name: secret.name, agentId: secret.agentId },
    select: { id: true },
  })
  if (taken) throw nameTaken(secret.name)
  const { description, tools } = secret
  const data = { ...secret, description: toText(description), tools: tools.map(toText), version: 1 }
  await tx.secret.create({ data })
  await insertVersion(tx, secret, 1, version)
  return toView((await findRow(tx, secret.id)) as SecretRow)
}

export interface NewVersion {
  sealed: SealedSecret
  createdByName: string
}

export type SecretChange = Partial<Pick<NewSecret, 'description' | 'hosts' | 'tools'>>

/** Changes what a secret is for, and its value where there is a new one; older values than a few are forgotten. */
export async function updateSecret(
  tx: Tx,
  seen: Pick<SecretRow, 'id' | 'tenantId' | 'workspaceId'>,
  change: SecretChange,
  version: NewVersion | undefined,
): Promise<SecretView> {
  const data = {
    hosts: change.hosts,
    description: change.description === undefined ? undefined : toText(change.description),
    tools: change.tools?.map(toText),
    ...(version ? { version: { increment: 1 } } : {}),
  }
  const row = await tx.secret.update({ where: { id: seen.id }, data })
  if (version) {
    await insertVersion(tx, seen, row.version, version)
    await tx.secretVersion.deleteMany({ where: { secretId: seen.id, number: { lte: row.version - KEPT_VERSIONS } } })
  }
  return toView((await findRow(tx, seen.id)) as SecretRow)
}

async function insertVersion(
  tx: Tx,
  { id, tenantId, workspaceId }: { id: string; tenantId: string; workspaceId: string },
  number: number,
  { sealed, createdByName }: NewVersion,
): Promise<void> {
  const owner = { secretId: id, number, tenantId, workspaceId }
  await tx.secretVersion.create({ data: { ...owner, sealed: { ...sealed }, createdByName: toText(createdByName) } })
}

export async function deleteSecretRow(tx: Tx, id: string): Promise<void> {
  await tx.secret.delete({ where: { id } })
}

/** What an agent can use, with every value that is kept, the newest first. Its own secret hides the workspace's of that name. */
export async function findUsable(tx: Tx, agentId: string) {
  const rows = await tx.secret.findMany({
    where: { OR: [{ agentId: null }, { agentId }] },
    include: { versions: { orderBy: { number: 'desc' } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const own = new Set(rows.filter((row) => row.agentId !== null).map(({ name }) => name))
  return rows.map((row) => ({ ...row, isHidden: row.agentId === null && own.has(row.name) }))
}
export type UsableRow = Awaited<ReturnType<typeof findUsable>>[number]

/** By its name, or as what it is. */
export async function findOfWorkspace(tx: Tx, which: string | { id: string }) {
  const where = typeof which === 'string' ? { name: which } : which
  return tx.secret.findFirst({ where: { ...where, agentId: null } })
}

export async function setInstallation(tx: Tx, id: string, installationId: string): Promise<void> {
  await tx.secret.update({ where: { id }, data: { installationId } })
}

export async function noteUse(tx: Tx, ids: string[]): Promise<void> {
  await tx.secret.updateMany({ where: { id: { in: ids } }, data: { lastUsedAt: new Date() } })
}

export async function findAuthority(tx: Tx, workspaceId: string) {
  return tx.workspaceAuthority.findUnique({ where: { workspaceId } })
}

/** Whoever comes second has made one for nothing. */
export async function insertAuthority(
  tx: Tx,
  authority: { tenantId: string; workspaceId: string; certificate: string; sealedKey: SealedSecret },
): Promise<void> {
  await tx.workspaceAuthority.createMany({
    data: [{ ...authority, sealedKey: { ...authority.sealedKey } }],
    skipDuplicates: true,
  })
}

function nameTaken(name: string): AppError {
  const message = `There is a secret named ${name} already. Change that one, or choose another name.`
  return new AppError('conflict', message, { fieldErrors: { name: [message] } })
}
