import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { skillSummary } from './schema.ts'
import { selectSkills } from './store.ts'

/** The skills of a workspace, of its agents and of its organisation, or those of one agent, the oldest first. */
export const listSkills = defineUseCase({
  id: 'skills.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/skills' },
  input: { ...pageFields, agentId: idSchema.optional() },
  output: pageOf(skillSummary),
  execute: ({ tx }, { agentId, cursor, limit }) =>
    selectSkills(tx, agentId, { after: decodePageCursor(timeKey, cursor), limit }),
})

/** The skills of the organisation itself, the oldest first. */
export const listTenantSkills = defineUseCase({
  id: 'skills.list-tenant',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/skills' },
  input: pageFields,
  output: pageOf(skillSummary),
  execute: ({ tx }, { cursor, limit }) =>
    selectSkills(tx, undefined, { after: decodePageCursor(timeKey, cursor), limit }),
})
