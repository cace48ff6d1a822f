import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { setupView } from '#lib/sandbox/setup-schema.ts'
import { findSetup } from '#lib/sandbox/setups.ts'
import { assertSandbox } from './store.ts'

/** What came of an agent's setup command, while it is at work too. */
export const getSetup = defineUseCase({
  id: 'sandboxes.get-setup',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}/sandbox/setup' },
  input: { agentId: idSchema },
  output: setupView,
  load: ({ tx }, { agentId }) => assertSandbox(tx, { agentId }),
  execute: ({ tx }, { agentId }) => findSetup(tx, agentId),
})
