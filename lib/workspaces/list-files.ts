import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { type FileListing, fileListing, filePath } from './file-schema.ts'
import { callWorker } from './worker-client.ts'

/** A folder of the workspace, also while all of its agents sleep. */
export const listFiles = defineUseCase({
  id: 'files.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/files' },
  input: { path: filePath, limit: z.coerce.number().int().min(1).max(5000).default(1000) },
  output: fileListing,
  async prepare(scope, { path, limit }): Promise<FileListing> {
    const query = new URLSearchParams({ path, limit: String(limit) })
    const response = await callWorker(scope, 'list', `/files/list?${query}`)
    return fileListing.parse(await response.json())
  },
  execute: async ({ prepared }) => prepared,
})
