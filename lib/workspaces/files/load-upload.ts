import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { fileStat, type UploadView, uploadPath } from '../file-schema.ts'
import { callWorker } from '../worker-client.ts'
import { findUpload } from './store.ts'

/** @throws AppError `not_found` */
export async function loadUpload(scope: WorkspaceScope, uploadId: string): Promise<UploadView> {
  const upload = await withScope(scope, (tx) => findUpload(tx, uploadId))
  if (!upload) throw notFound('The upload')
  return upload
}

/** The bytes that are there: what a connection brought before it broke counts. */
export async function arrivedBytes(scope: WorkspaceScope, uploadId: string): Promise<number> {
  return (await statOrNull(scope, uploadPath(uploadId)))?.size ?? 0
}

export async function statOrNull(scope: WorkspaceScope, path: string) {
  try {
    const response = await callWorker(scope, 'stat', `/files/stat?${new URLSearchParams({ path })}`)
    return fileStat.parse(await response.json())
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
