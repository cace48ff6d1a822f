import { defineUseCase } from '#lib/access/define-use-case.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxPath } from './sandbox-path.ts'
import { sandboxActivityView, sandboxKeyFields } from './schema.ts'
import { assertSandboxInScope } from './store.ts'

/** What happens in a container now: memory, CPU, processes, disk. Null when it does not run; looking does not start it. */
export const watchSandbox = defineUseCase({
  id: 'sandboxes.watch',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}/sandbox/activity' },
  input: sandboxKeyFields,
  output: sandboxActivityView,
  async prepare(scope, { agentId, threadId }) {
    await assertSandboxInScope(scope, { agentId, threadId })
    const path = sandboxPath('/sandboxes/activity', { agentId, threadId })
    const response = await callWorker(scope, 'inspect', path, { agentId })
    return sandboxActivityView.parse(await response.json())
  },
  execute: async ({ prepared }) => prepared,
})
