import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { loadAgent } from './load-agent.ts'
import { versionSummary } from './version-schema.ts'
import { selectVersions } from './versions.ts'

const versionKey = z.object({ number: z.number().int() })

/** The saves of an agent, the newest first. */
export const listVersions = defineUseCase({
  id: 'agents.list-versions',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}/versions' },
  input: { agentId: idSchema, ...pageFields },
  output: pageOf(versionSummary),
  load: ({ tx }, { agentId }) => loadAgent(tx, agentId),
  execute: ({ tx }, { agentId, cursor, limit }) =>
    selectVersions(tx, agentId, { after: decodePageCursor(versionKey, cursor), limit }),
})
