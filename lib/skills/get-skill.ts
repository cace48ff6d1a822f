import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { loadSkill } from './load-skill.ts'
import { skillView } from './schema.ts'

const input = { skillId: idSchema, version: z.coerce.number().int().min(1).optional() }

/** A skill with its files and what the check found in them: the newest version, or the one that is named. */
export const getSkill = defineUseCase({
  id: 'skills.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/skills/{skillId}' },
  input,
  output: skillView,
  execute: ({ tx }, { skillId, version }) => loadSkill(tx, skillId, version),
})

/** The same for one of the organisation, whatever the workspace. */
export const getTenantSkill = defineUseCase({
  id: 'skills.get-tenant',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/skills/{skillId}' },
  input,
  output: skillView,
  execute: ({ tx }, { skillId, version }) => loadSkill(tx, skillId, version),
})
