import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { loadAgent } from './load-agent.ts'
import { versionView } from './version-schema.ts'
import { findVersion } from './versions.ts'

/** One save of an agent, with all its settings. */
export const getVersion = defineUseCase({
  id: 'agents.get-version',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}/versions/{number}' },
  input: { agentId: idSchema, number: z.coerce.number().int().min(1) },
  output: versionView,
  load: ({ tx }, { agentId }) => loadAgent(tx, agentId),
  async execute({ tx }, { agentId, number }) {
    const version = await findVersion(tx, agentId, number)
    if (!version) throw notFound('The version')
    return version
  },
})
