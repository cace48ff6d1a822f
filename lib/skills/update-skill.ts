import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { hintSkillsChanged } from './hint.ts'
import { loadSkillForChange } from './load-skill.ts'
import { readPackage, type SkillPackage } from './read-package.ts'
import { auditOf, saveSkill } from './save-skill.ts'
import { type SkillSummary, skillContent, skillSaved } from './schema.ts'

const input = {
  skillId: idSchema,
  /** The version that the caller has seen: a save by somebody else in between is a conflict, and not written over. */
  baseVersion: z.number().int().min(1).optional(),
  ...skillContent,
}

type Input = z.output<z.ZodObject<typeof input>>

/** What is the same in a workspace and for an organisation. */
const saving = {
  input,
  output: skillSaved,
  prepare: async (_: Scope, content: Input) => readPackage(content),
  load: ({ tx }: { tx: Tx }, { skillId }: Input) => loadSkillForChange(tx, skillId),
  authorize: (_: object, { baseVersion }: Input, before: SkillSummary) => assertSeen(before, baseVersion),
  execute: saveNext,
  audit: (saved: z.input<typeof skillSaved>, { skillId }: Input) =>
    auditOf('skill.updated', saved, { kind: 'skill', id: skillId }),
  afterCommit: hintSkillsChanged,
} as const

/** The next version of a skill, checked as the first one was. Until it may be used, agents keep the one before. */
export const updateSkill = defineUseCase({
  id: 'skills.update',
  level: 'workspace',
  role: 'member',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/skills/{skillId}' },
  ...saving,
})

/** The same for one of the organisation. */
export const updateTenantSkill = defineUseCase({
  id: 'skills.update-tenant',
  level: 'tenant',
  role: 'admin',
  http: { method: 'PUT', path: '/tenants/{tenantId}/skills/{skillId}' },
  ...saving,
})

function assertSeen({ version }: SkillSummary, baseVersion: number | undefined): void {
  if (baseVersion !== undefined && baseVersion !== version) {
    throw new AppError(
      'conflict',
      'Somebody has saved this skill meanwhile. Load it again, and make your change there.',
    )
  }
}

interface Saving {
  tx: Tx
  scope: Scope
  prepared: SkillPackage
}

function saveNext({ tx, scope, prepared }: Saving, { skillId }: { skillId: string }, before: SkillSummary) {
  return saveSkill(tx, scope, before, { id: skillId, agentId: before.agentId, content: prepared })
}
