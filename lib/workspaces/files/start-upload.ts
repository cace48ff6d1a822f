import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { entryPath, fileUsage, uploadView } from '../file-schema.ts'
import { callWorker } from '../worker-client.ts'
import { countUploads, insertUpload } from './store.ts'

const MAX_UPLOADS = 1000
/** The latest time that a Date knows. */
const MAX_TIME_MS = 8.64e15

/** Begins to send a file in parts; it appears in its place when all of it has arrived. */
export const startUpload = defineUseCase({
  id: 'files.start-upload',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/files/uploads', successStatus: 201 },
  input: {
    path: entryPath,
    size: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
    modifiedAtMs: z.number().int().min(0).max(MAX_TIME_MS).nullable().default(null),
  },
  output: uploadView,
  async prepare(scope, { path, size }) {
    const usage = fileUsage.parse(await (await callWorker(scope, 'usage', '/files/usage')).json())
    if (usage.quotaBytes > 0 && usage.usedBytes + size > usage.quotaBytes) {
      throw new AppError(
        'quota_exceeded',
        `There is no room for ${path}: the disk quota is used up. Remove files, or empty the trash, first.`,
      )
    }
  },
  async execute({ tx, scope }, { path, size, modifiedAtMs }) {
    if ((await countUploads(tx)) >= MAX_UPLOADS) {
      throw new AppError('conflict', `This workspace has ${MAX_UPLOADS} unfinished uploads. Finish or cancel some.`)
    }
    return insertUpload(tx, scope, { id: newId(), path, size, modifiedAtMs })
  },
  audit: ({ id, path, size }) => ({
    action: 'file.upload-started',
    targetKind: 'file',
    targetId: path,
    details: { uploadId: id, size },
  }),
})
