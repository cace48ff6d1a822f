import { defineUseCase } from '#lib/access/define-use-case.ts'
import { fileUsage } from '../file-schema.ts'
import { callWorker } from '../worker-client.ts'

/** How much of its quota the workspace's volume takes, trash and unfinished uploads included. */
export const readFileUsage = defineUseCase({
  id: 'files.usage',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/files/usage' },
  input: {},
  output: fileUsage,
  async prepare(scope) {
    return fileUsage.parse(await (await callWorker(scope, 'usage', '/files/usage')).json())
  },
  execute: async ({ prepared }) => prepared,
})
