import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { providerView } from './schema.ts'
import { listRows, toView } from './store.ts'

/** The workspace's providers and those of its agents; with an agent, what that agent can use. */
export const listProviders = defineUseCase({
  id: 'providers.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/providers' },
  input: { agentId: idSchema.optional() },
  output: z.object({ providers: z.array(providerView) }),
  execute: async ({ tx }, { agentId }) => ({ providers: (await listRows(tx, agentId)).map(toView) }),
})
