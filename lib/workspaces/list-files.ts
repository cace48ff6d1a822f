import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import { type FileListing, fileEntry, fileListing, filePath, INTERNAL_DIR, MAX_LIST_LIMIT } from './file-schema.ts'
import { callWorker } from './worker-client.ts'

const answer = z.object({ entries: z.array(fileEntry), next: z.string().nullable() })
const internalName = INTERNAL_DIR.slice(WORKSPACE_DIR.length + 1)

/** A folder of the workspace, by name and in pages, also while all of its agents sleep. */
export const listFiles = defineUseCase({
  id: 'files.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/files' },
  input: {
    path: filePath,
    cursor: z.string().min(1).max(400).optional(),
    limit: z.coerce.number().int().min(1).max(MAX_LIST_LIMIT).default(1000),
  },
  output: fileListing,
  async prepare(scope, { path, limit, cursor }): Promise<FileListing> {
    const query = new URLSearchParams({ path, limit: String(limit), ...(cursor && { after: cursor }) })
    const response = await callWorker(scope, 'list', `/files/list?${query}`)
    const { entries, next } = answer.parse(await response.json())
    const isTop = [WORKSPACE_DIR, `${WORKSPACE_DIR}/`, '.', './'].includes(path)
    const items = isTop ? entries.filter((entry) => entry.path !== internalName) : entries
    return { items, nextCursor: next }
  },
  execute: async ({ prepared }) => prepared,
})
