import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import { filePath } from './file-schema.ts'
import { hintFilesChanged } from './hint.ts'
import { callWorker } from './worker-client.ts'

/** Creates or replaces a file of the workspace. */
export const writeFile = defineUseCase({
  id: 'files.write',
  level: 'workspace',
  role: 'member',
  input: {
    path: filePath,
    bytes: z
      .instanceof(Uint8Array)
      .refine(
        (bytes) => bytes.byteLength <= MAX_FILE_OP_BYTES,
        `A file sent in one piece has at most ${MAX_FILE_OP_BYTES} bytes.`,
      ),
  },
  output: z.object({ path: z.string(), size: z.number().int() }),
  async prepare(scope, { path, bytes }) {
    const response = await callWorker(scope, 'write', `/files/content?${new URLSearchParams({ path })}`, {
      method: 'PUT',
      body: bytes as Uint8Array<ArrayBuffer>,
    })
    return z.object({ size: z.number().int() }).parse(await response.json())
  },
  execute: async ({ prepared }, { path }) => ({ path, size: prepared.size }),
  audit: ({ path, size }) => ({ action: 'file.written', targetKind: 'file', targetId: path, details: { size } }),
  async afterCommit(scope) {
    await hintFilesChanged(scope.workspaceId, null)
    return undefined
  },
})
