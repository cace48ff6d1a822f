import { createHash } from 'node:crypto'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'

/** A picture's kind by its first bytes: what its sender says of it counts for nothing. Null: none that is taken. */
export function imageTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 12)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'image/webp'
  return null
}

export async function countImages(tx: Tx): Promise<number> {
  return tx.agentImage.count()
}

/** The same picture twice is one row. @returns its id */
export async function insertImage(
  tx: Tx,
  { tenantId, workspaceId }: WorkspaceScope,
  image: { mediaType: string; bytes: Buffer },
): Promise<string> {
  const sha256 = createHash('sha256').update(image.bytes).digest()
  await tx.$executeRaw`
    insert into agent_images (id, tenant_id, workspace_id, media_type, bytes, sha256)
    values (${newId()}::uuid, ${tenantId}::uuid, ${workspaceId}::uuid, ${image.mediaType}, ${image.bytes}, ${sha256})
    on conflict (workspace_id, sha256) do nothing`
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from agent_images where sha256 = ${sha256}`
  if (!row) throw new Error('A picture vanished while it was stored.')
  return row.id
}

export async function findImage(
  tx: Tx,
  id: string,
): Promise<{ mediaType: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  return tx.agentImage.findFirst({ where: { id }, select: { mediaType: true, bytes: true } })
}

export async function imageExists(tx: Tx, id: string): Promise<boolean> {
  return (await tx.agentImage.findFirst({ where: { id }, select: { id: true } })) !== null
}
