import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { filePath, MAX_ENTRIES_AT_ONCE } from '../file-schema.ts'
import { bodyOf, callWorker } from '../worker-client.ts'

/** Files and folders as one zip archive, made while it is read: a stream that the caller must read or cancel. */
export const zipFiles = defineUseCase({
  id: 'files.zip',
  level: 'workspace',
  role: 'viewer',
  input: { paths: z.array(filePath).min(1).max(MAX_ENTRIES_AT_ONCE) },
  output: z.object({ body: z.instanceof(ReadableStream) }),
  async prepare(scope, { paths }) {
    const body = JSON.stringify({ paths })
    const response = await callWorker(scope, 'zip', '/files/zip', { method: 'POST', body })
    return { body: bodyOf(response) }
  },
  execute: async ({ prepared }) => prepared,
})
