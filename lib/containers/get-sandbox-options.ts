import { defineUseCase } from '#lib/access/define-use-case.ts'
import { sandboxEngine } from '#lib/sandbox/description.ts'
import { sandboxMaximums } from '#lib/sandbox/limits.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxOptionsView } from './schema.ts'

/** What agents' sandbox settings may choose from in this installation. */
export const getSandboxOptions = defineUseCase({
  id: 'sandboxes.get-options',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/sandbox-options' },
  input: {},
  output: sandboxOptionsView,
  async prepare(scope) {
    const response = await callWorker(scope, 'inspect', '/engine')
    return sandboxEngine.parse(await response.json())
  },
  execute: async ({ prepared }) => ({ ...prepared, maximums: sandboxMaximums() }),
})
