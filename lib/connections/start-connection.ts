import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { publicUrl } from '#lib/env.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { findAgentName } from './store.ts'
import { loadService } from './views.ts'

/**
 * Where a person connects an agent with a service. A program cannot agree on a person's behalf: the page is opened in a
 * browser in which somebody is signed in who may connect agents.
 */
export const startConnection = defineUseCase({
  id: 'connections.start',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/connections' },
  input: { agentId: idSchema, serviceId: idSchema },
  output: z.object({ url: z.url() }),
  async execute({ tx, scope }, { agentId, serviceId }) {
    if ((await findAgentName(tx, agentId)) === null) throw notFound('The agent')
    await loadService(tx, serviceId)
    return { url: new URL(`/w/${scope.workspaceId}/agents/${agentId}#connection-${serviceId}`, publicUrl()).href }
  },
  audit: () => null,
})
