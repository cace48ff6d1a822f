import type { WorkspaceScope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { TRASH_DAYS, type TrashItem, type UploadView } from '../file-schema.ts'

const DAY_MS = 86_400_000

interface TrashRow {
  id: string
  path: string
  deletedByName: string
  createdAt: Date
}

function toTrashItem({ id, path, deletedByName, createdAt }: TrashRow): TrashItem {
  const keptUntil = new Date(createdAt.getTime() + TRASH_DAYS * DAY_MS)
  return { id, path, deletedByName, deletedAt: createdAt.toISOString(), keptUntil: keptUntil.toISOString() }
}

/** What is about to be moved to the trash: its row comes first, so that nothing lies there that nobody knows of. */
export async function insertTrash(
  tx: Tx,
  scope: WorkspaceScope,
  items: readonly { id: string; path: string }[],
): Promise<TrashItem[]> {
  const by = { deletedById: scope.principalId, deletedByName: toText(scope.principalName) }
  const place = { tenantId: scope.tenantId, workspaceId: scope.workspaceId }
  const rows = await tx.fileTrash.createManyAndReturn({
    data: items.map(({ id, path }) => ({ id, path: toText(path), ...by, ...place })),
  })
  return rows.map(toTrashItem)
}

export async function findTrash(tx: Tx, ids: readonly string[]): Promise<TrashItem[]> {
  const rows = await tx.fileTrash.findMany({ where: { id: { in: [...ids] } } })
  return rows.map(toTrashItem)
}

export async function deleteTrash(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.fileTrash.deleteMany({ where: { id: { in: [...ids] } } })
}

/** The latest first; one more than `limit` where there is one. */
export async function readTrash(
  tx: Tx,
  after: { at: string; id: string } | undefined,
  limit: number,
): Promise<TrashItem[]> {
  const behind = after && { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }
  const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]
  const rows = await tx.fileTrash.findMany({ where: behind ?? {}, orderBy, take: limit + 1 })
  return rows.map(toTrashItem)
}

interface UploadRow {
  id: string
  path: string
  size: bigint
  modifiedAt: Date | null
  createdById: string
  createdAt: Date
}

function toUpload({ id, path, size, modifiedAt, createdById, createdAt }: UploadRow): UploadView {
  const modifiedAtMs = modifiedAt?.getTime() ?? null
  return { id, path, size: Number(size), modifiedAtMs, createdById, createdAt: createdAt.toISOString() }
}

export async function insertUpload(
  tx: Tx,
  scope: WorkspaceScope,
  upload: { id: string; path: string; size: number; modifiedAtMs: number | null },
): Promise<UploadView> {
  const { id, path, size, modifiedAtMs } = upload
  const { tenantId, workspaceId, principalId } = scope
  const modifiedAt = modifiedAtMs === null ? null : new Date(modifiedAtMs)
  const data = { id, tenantId, workspaceId, path: toText(path), size, modifiedAt, createdById: principalId }
  return toUpload(await tx.fileUpload.create({ data }))
}

export async function findUpload(tx: Tx, uploadId: string): Promise<UploadView | null> {
  const row = await tx.fileUpload.findUnique({ where: { id: uploadId } })
  return row && toUpload(row)
}

/** By the time at which they began; one more than `limit` where there is one. */
export async function readUploads(
  tx: Tx,
  after: { at: string; id: string } | undefined,
  limit: number,
): Promise<UploadView[]> {
  const behind = after && { OR: [{ createdAt: { gt: after.at } }, { createdAt: after.at, id: { gt: after.id } }] }
  const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
  const rows = await tx.fileUpload.findMany({ where: behind ?? {}, orderBy, take: limit + 1 })
  return rows.map(toUpload)
}

export async function countUploads(tx: Tx): Promise<number> {
  return tx.fileUpload.count()
}

export async function touchUpload(tx: Tx, uploadId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`update file_uploads set updated_at = now() where id = ${uploadId}::uuid`)
}

export async function deleteUpload(tx: Tx, uploadId: string): Promise<boolean> {
  const { count } = await tx.fileUpload.deleteMany({ where: { id: uploadId } })
  return count > 0
}
