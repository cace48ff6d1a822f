import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { fileBytes, uploadPath } from '../file-schema.ts'
import { callWorker } from '../worker-client.ts'
import { loadUpload } from './load-upload.ts'
import { touchUpload } from './store.ts'

const arrived = z.object({ size: z.number().int() })

/**
 * The next part of an upload. Its offset is what has arrived already; otherwise it is a conflict, and the sender asks
 * where to go on. That it is under way was recorded when it began: parts leave no trace in the trail.
 */
export const sendUploadPart = defineUseCase({
  id: 'files.send-upload-part',
  level: 'workspace',
  role: 'member',
  input: { uploadId: idSchema, offset: z.number().int().nonnegative(), bytes: fileBytes },
  output: z.object({ offset: z.number().int() }),
  async prepare(scope, { uploadId, offset, bytes }) {
    const upload = await loadUpload(scope, uploadId)
    if (offset + bytes.byteLength > upload.size) {
      throw new AppError('invalid_input', `This part ends behind the end of the file, which has ${upload.size} bytes.`)
    }
    const query = new URLSearchParams({ path: uploadPath(uploadId), offset: String(offset) })
    const body = bytes as Uint8Array<ArrayBuffer>
    const response = await callWorker(scope, 'append', `/files/append?${query}`, { method: 'POST', body })
    return { offset: arrived.parse(await response.json()).size }
  },
  async execute({ tx, prepared }, { uploadId }) {
    await touchUpload(tx, uploadId)
    return prepared
  },
})
