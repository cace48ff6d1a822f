import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxPath } from './sandbox-path.ts'
import { sandboxKeyFields } from './schema.ts'
import { assertSandbox } from './store.ts'

/** Ends everything that runs in a container and starts it again. Its files stay. */
export const restartSandbox = defineUseCase({
  id: 'sandboxes.restart',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agents/{agentId}/sandbox/restart' },
  input: sandboxKeyFields,
  output: z.object({ agentId: z.string() }),
  async execute({ tx }, { agentId, threadId }) {
    await assertSandbox(tx, { agentId, threadId })
    return { agentId }
  },
  audit: ({ agentId }, { threadId }) => ({
    action: 'sandbox.restarted',
    targetKind: 'agent',
    targetId: agentId,
    details: { threadId: threadId ?? null },
  }),
  async afterCommit(scope, { agentId }, { threadId }) {
    const path = sandboxPath('/sandboxes/restart', { agentId, threadId })
    await callWorker(scope, 'manage', path, { method: 'POST', agentId })
    return undefined
  },
})
