import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { AuditEntry } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { idSchema } from '#lib/ids.ts'
import { hintSkillsChanged } from './hint.ts'
import { loadSkillForChange } from './load-skill.ts'
import type { SkillSummary } from './schema.ts'
import { removeSkill } from './store.ts'

const output = z.object({ id: z.uuid(), name: z.string() })

/** What is the same in a workspace and for an organisation. */
const removal = {
  input: { skillId: idSchema },
  output,
  load: ({ tx }: { tx: Tx }, { skillId }: { skillId: string }) => loadSkillForChange(tx, skillId),
  execute: remove,
  audit: entryOf,
  afterCommit: hintSkillsChanged,
} as const

/** Removes a skill with all of its versions. */
export const deleteSkill = defineUseCase({
  id: 'skills.delete',
  level: 'workspace',
  role: 'member',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/skills/{skillId}' },
  ...removal,
})

/** The same for one of the organisation. */
export const deleteTenantSkill = defineUseCase({
  id: 'skills.delete-tenant',
  level: 'tenant',
  role: 'admin',
  http: { method: 'DELETE', path: '/tenants/{tenantId}/skills/{skillId}' },
  ...removal,
})

async function remove({ tx }: { tx: Tx }, _: object, { id, name }: SkillSummary): Promise<z.input<typeof output>> {
  await removeSkill(tx, id)
  return { id, name }
}

function entryOf({ id, name }: z.input<typeof output>): AuditEntry {
  return { action: 'skill.deleted', targetKind: 'skill', targetId: id, details: { name } }
}
