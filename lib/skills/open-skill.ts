import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import type { SkillFile } from './schema.ts'
import { findGiven, selectGiven } from './store.ts'

/** The files of a skill that an agent is given. @throws AppError `not_found`, which names those that there are */
export async function openSkill(
  scope: WorkspaceScope,
  agentId: string,
  name: string,
): Promise<{ id: string; version: number; files: SkillFile[] }> {
  return withScope(scope, async (tx) => {
    const skill = await findGiven(tx, agentId, name)
    if (skill) return skill
    const names = (await selectGiven(tx, scope.workspaceId, agentId)).map((one) => one.name)
    throw new AppError('not_found', `There is no skill "${name}". There are: ${names.join(', ') || 'none'}.`)
  })
}
