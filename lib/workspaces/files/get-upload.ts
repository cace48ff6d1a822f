import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { uploadView } from '../file-schema.ts'
import { arrivedBytes, loadUpload } from './load-upload.ts'

/** An upload and how much of it has arrived: where to go on after a break. */
export const getUpload = defineUseCase({
  id: 'files.get-upload',
  level: 'workspace',
  role: 'member',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/files/uploads/{uploadId}' },
  input: { uploadId: idSchema },
  output: uploadView.extend({ offset: z.number().int() }),
  async prepare(scope, { uploadId }) {
    const upload = await loadUpload(scope, uploadId)
    return { ...upload, offset: await arrivedBytes(scope, uploadId) }
  },
  execute: async ({ prepared }) => prepared,
})
