import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxPath } from './sandbox-path.ts'
import { sandboxKeyFields } from './schema.ts'
import { assertSandboxInScope } from './store.ts'

/** Ends everything that runs in a container and starts it again. Its files stay. */
export const restartSandbox = defineUseCase({
  id: 'sandboxes.restart',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agents/{agentId}/sandbox/restart' },
  input: sandboxKeyFields,
  output: z.object({ agentId: z.string() }),
  async prepare(scope, { agentId, threadId }) {
    await assertSandboxInScope(scope, { agentId, threadId })
    const path = sandboxPath('/sandboxes/restart', { agentId, threadId })
    await callWorker(scope, 'manage', path, { method: 'POST', agentId })
  },
  execute: async (_, { agentId }) => ({ agentId }),
  audit: ({ agentId }, { threadId }) => ({
    action: 'sandbox.restarted',
    targetKind: 'agent',
    targetId: agentId,
    details: { threadId: threadId ?? null },
  }),
})
