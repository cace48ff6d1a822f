import type { Tx } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/errors.ts'
import type { SkillSummary, SkillView } from './schema.ts'
import { findSkill, lockSkill } from './store.ts'

/** @throws AppError `not_found` */
export async function loadSkill(tx: Tx, skillId: string, version?: number): Promise<SkillView> {
  const skill = await findSkill(tx, skillId, version)
  if (!skill) throw notFound('The skill')
  return skill
}

/** A skill that is about to change. @throws AppError `not_found`, or `not_allowed` for the organisation's in a workspace */
export async function loadSkillForChange(tx: Tx, skillId: string): Promise<SkillSummary> {
  const skill = await lockSkill(tx, skillId)
  if (!skill) throw notFound('The skill')
  if (skill.isForeign)
    throw new AppError(
      'not_allowed',
      'This skill is the whole organisation’s. Its admins change it, for all workspaces.',
    )
  return skill
}
