import { dangerouslyUnscoped } from '#lib/db/dangerously-unscoped.ts'
import { TRASH_DAYS, trashPath, UPLOAD_DAYS, uploadPath } from '../file-schema.ts'

const platform = () => dangerouslyUnscoped('a worker cleans the volumes of every workspace')

/** What lies in a volume and is not wanted any more. */
export interface ExpiredFile {
  kind: 'trash' | 'upload'
  id: string
  tenantId: string
  workspaceId: string
  path: string
}

/** Trash whose time is over, and uploads that have long been silent; some of them, of whichever workspaces. */
export async function findExpiredFiles(limit = 200): Promise<ExpiredFile[]> {
  const rows = await platform().$queryRaw<Omit<ExpiredFile, 'path'>[]>`
    (select 'trash' as kind, id, tenant_id as "tenantId", workspace_id as "workspaceId" from file_trash
      where created_at < now() - ${TRASH_DAYS} * interval '1 day' order by created_at limit ${limit})
    union all
    (select 'upload', id, tenant_id, workspace_id from file_uploads
      where updated_at < now() - ${UPLOAD_DAYS} * interval '1 day' order by updated_at limit ${limit})`
  return rows.map((row) => ({ ...row, path: row.kind === 'trash' ? trashPath(row.id) : uploadPath(row.id) }))
}

/** After its bytes are gone. */
export async function forgetExpiredFile({ kind, id }: ExpiredFile): Promise<void> {
  if (kind === 'trash') await platform().$executeRaw`delete from file_trash where id = ${id}::uuid`
  else await platform().$executeRaw`delete from file_uploads where id = ${id}::uuid`
}
