import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { entryPath } from '../file-schema.ts'
import { announceFiles } from '../hint.ts'
import { callWorker } from '../worker-client.ts'

/** A folder, with those on the way to it. One that exists is left as it is. */
export const makeFolder = defineUseCase({
  id: 'files.make-folder',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/files/folders', successStatus: 201 },
  input: { path: entryPath },
  output: z.object({ path: z.string() }),
  async prepare(scope, { path }) {
    await callWorker(scope, 'mkdir', '/files/folders', { method: 'POST', body: JSON.stringify({ path }) })
  },
  execute: async (_, { path }) => ({ path }),
  audit: ({ path }) => ({ action: 'file.folder-made', targetKind: 'file', targetId: path }),
  async afterCommit(scope, { path }) {
    await announceFiles(scope, [path])
    return undefined
  },
})
