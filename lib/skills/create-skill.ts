import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { hintSkillsChanged } from './hint.ts'
import { readPackage } from './read-package.ts'
import { addSkill, auditOf } from './save-skill.ts'
import { skillContent, skillSaved } from './schema.ts'

/** A new skill, from its files or a zip, once the security check has let it pass. */
export const createSkill = defineUseCase({
  id: 'skills.create',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/skills', successStatus: 201 },
  input: {
    ...skillContent,
    agentId: idSchema.nullable().default(null).describe('Null: for all agents of the workspace.'),
  },
  output: skillSaved,
  // The check takes its time: not inside of the transaction.
  prepare: async (_, input) => readPackage(input),
  load: async ({ scope }) => scope,
  execute: ({ tx, scope, prepared }, { agentId }) => addSkill(tx, scope, { agentId, content: prepared }),
  audit: (saved, _, { workspaceId }) => auditOf('skill.created', saved, { kind: 'workspace', id: workspaceId }),
  afterCommit: hintSkillsChanged,
})

/** A new skill for all agents of the organisation. */
export const createTenantSkill = defineUseCase({
  id: 'skills.create-tenant',
  level: 'tenant',
  role: 'admin',
  http: { method: 'POST', path: '/tenants/{tenantId}/skills', successStatus: 201 },
  input: skillContent,
  output: skillSaved,
  prepare: async (_, input) => readPackage(input),
  load: async ({ scope }) => scope,
  execute: ({ tx, scope, prepared }) => addSkill(tx, scope, { agentId: null, content: prepared }),
  audit: (saved, _, { tenantId }) => auditOf('skill.created', saved, { kind: 'tenant', id: tenantId }),
  afterCommit: hintSkillsChanged,
})
