import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxPath } from './sandbox-path.ts'
import { sandboxKeyFields } from './schema.ts'
import { assertSandboxInScope } from './store.ts'

/** Removes a container; the next command makes a new one. The agent's home goes with it only where that is asked for. */
export const resetSandbox = defineUseCase({
  id: 'sandboxes.reset',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agents/{agentId}/sandbox/reset' },
  input: { ...sandboxKeyFields, home: z.boolean().default(false) },
  output: z.object({ agentId: z.string() }),
  async prepare(scope, { agentId, threadId, home }) {
    await assertSandboxInScope(scope, { agentId, threadId })
    const path = sandboxPath('/sandboxes/reset', { agentId, threadId }, { home: String(home) })
    await callWorker(scope, 'manage', path, { method: 'POST', agentId })
  },
  execute: async (_, { agentId }) => ({ agentId }),
  audit: ({ agentId }, { threadId, home }) => ({
    action: 'sandbox.reset',
    targetKind: 'agent',
    targetId: agentId,
    details: { threadId: threadId ?? null, home },
  }),
})
