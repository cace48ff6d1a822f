import { defineUseCase } from '#lib/access/define-use-case.ts'
import { filePath, fileStat } from './file-schema.ts'
import { callWorker } from './worker-client.ts'

/** One file or folder of the workspace; `path` is the one asked for. */
export const statFile = defineUseCase({
  id: 'files.stat',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/files/stat' },
  input: { path: filePath },
  output: fileStat,
  async prepare(scope, { path }) {
    const response = await callWorker(scope, 'stat', `/files/stat?${new URLSearchParams({ path })}`)
    return fileStat.parse(await response.json())
  },
  execute: async ({ prepared }) => prepared,
})
