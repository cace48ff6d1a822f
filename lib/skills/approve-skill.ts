import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { Scope } from '#lib/access/scope.ts'
import type { AuditEntry } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { hintSkillsChanged } from './hint.ts'
import { loadSkill, loadSkillForChange } from './load-skill.ts'
import { type SkillSummary, type SkillView, skillView } from './schema.ts'
import { setApproved } from './store.ts'

const input = { skillId: idSchema, version: z.number().int().min(1).describe('The one that was looked at.') }

/** What is the same in a workspace and for an organisation. */
const approval = {
  role: 'admin',
  input,
  output: skillView,
  load: ({ tx }: { tx: Tx }, { skillId }: { skillId: string }) => loadSkillForChange(tx, skillId),
  authorize: (_: object, { version }: { version: number }, skill: SkillSummary) => assertWaits(skill, version),
  execute: approve,
  audit: entryOf,
  afterCommit: hintSkillsChanged,
} as const

/** An admin's word for a version with high findings: from now on agents are given it. */
export const approveSkill = defineUseCase({
  id: 'skills.approve',
  level: 'workspace',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/skills/{skillId}/approve' },
  ...approval,
})

/** The same for one of the organisation. */
export const approveTenantSkill = defineUseCase({
  id: 'skills.approve-tenant',
  level: 'tenant',
  http: { method: 'POST', path: '/tenants/{tenantId}/skills/{skillId}/approve' },
  ...approval,
})

function assertWaits(skill: SkillSummary, version: number): void {
  if (version !== skill.version)
    throw new AppError('conflict', 'There is a newer version of this skill. Look at that one.')
  if (skill.activeVersion === skill.version) throw new AppError('conflict', 'This version is in use already.')
}

async function approve({ tx, scope }: { tx: Tx; scope: Scope }, _: object, skill: SkillSummary): Promise<SkillView> {
  await setApproved(tx, skill, scope.principalName)
  return loadSkill(tx, skill.id)
}

function entryOf({ id, name, version, report }: Omit<SkillView, 'files'>): AuditEntry {
  return {
    action: 'skill.approved',
    targetKind: 'skill',
    targetId: id,
    details: { name, version, findings: report.findings.length },
  }
}
