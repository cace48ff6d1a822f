'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { approveSkill, approveTenantSkill } from '#lib/skills/approve-skill.ts'
import { deleteSkill, deleteTenantSkill } from '#lib/skills/delete-skill.ts'

/** Of a workspace, or of the organisation. */
type OfSkill = { skillId: string } & ({ workspaceId: string } | { tenantId: string })

export async function letThrough(input: OfSkill & { version: number }) {
  const result = await ('tenantId' in input ? runAction(approveTenantSkill, input) : runAction(approveSkill, input))
  if (result.ok) refresh()
  return result
}

export async function removeSkill(input: OfSkill) {
  // Not refreshed here: the page that asks would be drawn again without the skill that it is about.
  return 'tenantId' in input ? runAction(deleteTenantSkill, input) : runAction(deleteSkill, input)
}
