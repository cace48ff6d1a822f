import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { uploadPath } from '../file-schema.ts'
import { callWorker } from '../worker-client.ts'
import { loadUpload } from './load-upload.ts'
import { deleteUpload } from './store.ts'

/** Gives an upload up, and the room that its part takes. */
export const cancelUpload = defineUseCase({
  id: 'files.cancel-upload',
  level: 'workspace',
  role: 'member',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/files/uploads/{uploadId}' },
  input: { uploadId: idSchema },
  output: z.object({ id: idSchema, path: z.string() }),
  async prepare(scope, { uploadId }) {
    const { path } = await loadUpload(scope, uploadId)
    const body = JSON.stringify({ paths: [uploadPath(uploadId)] })
    await callWorker(scope, 'remove', '/files/remove', { method: 'POST', body })
    return { path }
  },
  async execute({ tx, prepared }, { uploadId }) {
    await deleteUpload(tx, uploadId)
    return { id: uploadId, path: prepared.path }
  },
  audit: ({ id, path }) => ({
    action: 'file.upload-cancelled',
    targetKind: 'file',
    targetId: path,
    details: { uploadId: id },
  }),
})
