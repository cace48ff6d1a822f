'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { approveSkill } from '#lib/skills/approve-skill.ts'
import { deleteSkill } from '#lib/skills/delete-skill.ts'

interface OfSkill {
  workspaceId: string
  skillId: string
}

export async function letThrough(input: OfSkill & { version: number }) {
  const result = await runAction(approveSkill, input)
  if (result.ok) refresh()
  return result
}

export async function removeSkill(input: OfSkill) {
  // Not refreshed here: the page that asks would be drawn again without the skill that it is about.
  return runAction(deleteSkill, input)
}
