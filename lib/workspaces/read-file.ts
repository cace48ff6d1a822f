import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { filePath, fileVersion } from './file-schema.ts'
import { bodyOf, callWorker } from './worker-client.ts'

const position = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

/** The bytes of a file, or of a range of it, as a stream that the caller must read or cancel. */
export const readFile = defineUseCase({
  id: 'files.read',
  level: 'workspace',
  role: 'viewer',
  input: { path: filePath, offset: position.default(0), length: position.default(Number.MAX_SAFE_INTEGER) },
  output: z.object({ body: z.instanceof(ReadableStream), size: z.number().int(), version: fileVersion }),
  async prepare(scope, { path, offset, length }) {
    const query = new URLSearchParams({ path, offset: String(offset), length: String(length) })
    const response = await callWorker(scope, 'read', `/files/content?${query}`)
    const size = Number(response.headers.get('x-file-size'))
    return { body: bodyOf(response), size, version: response.headers.get('x-file-version') ?? '' }
  },
  execute: async ({ prepared }) => prepared,
})
