import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { fileBytes, filePath, fileVersion } from './file-schema.ts'
import { announceFiles } from './hint.ts'
import { callWorker } from './worker-client.ts'

const written = z.object({ size: z.number().int(), version: fileVersion })

/** Creates or replaces a file of the workspace. */
export const writeFile = defineUseCase({
  id: 'files.write',
  level: 'workspace',
  role: 'member',
  input: {
    path: filePath,
    bytes: fileBytes,
    /** Replaces this very content and no other. */
    expectVersion: fileVersion.optional(),
    /** Replaces nothing. */
    expectAbsent: z.boolean().default(false),
  },
  output: written.extend({ path: z.string() }),
  async prepare(scope, { path, bytes, expectVersion, expectAbsent }) {
    const query = new URLSearchParams({ path, ...(expectVersion && { version: expectVersion }) })
    if (expectAbsent) query.set('absent', 'true')
    const response = await callWorker(scope, 'write', `/files/content?${query}`, {
      method: 'PUT',
      body: bytes as Uint8Array<ArrayBuffer>,
    })
    return written.parse(await response.json())
  },
  execute: async ({ prepared }, { path }) => ({ path, ...prepared }),
  audit: ({ path, size }) => ({ action: 'file.written', targetKind: 'file', targetId: path, details: { size } }),
  async afterCommit(scope, { path }) {
    await announceFiles(scope, [path])
    return undefined
  },
})
