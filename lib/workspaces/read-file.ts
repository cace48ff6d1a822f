import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { filePath } from './file-schema.ts'
import { callWorker } from './worker-client.ts'

/** The bytes of a file, as a stream that the caller must read or cancel. */
export const readFile = defineUseCase({
  id: 'files.read',
  level: 'workspace',
  role: 'viewer',
  input: { path: filePath },
  output: z.object({ body: z.instanceof(ReadableStream), size: z.number().int() }),
  async prepare(scope, { path }) {
    const response = await callWorker(scope, 'read', `/files/content?${new URLSearchParams({ path })}`)
    if (!response.body) throw new Error('the worker sent no body')
    return { body: response.body, size: Number(response.headers.get('content-length')) }
  },
  execute: async ({ prepared }) => prepared,
})
