'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import type { SomeLimits } from '#lib/mail/limits.ts'
import { setTeamSettings } from '#lib/mail/set-settings.ts'
import type { TalkRule } from '#lib/mail/talk-rule.ts'

export async function saveTeamRules(input: {
  workspaceId: string
  talk: TalkRule
  limits: SomeLimits
  revision: number
}) {
  const result = await runAction(setTeamSettings, input)
  if (result.ok) refresh()
  return result
}
