'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { removeMember } from '#lib/tenants/members/remove-member.ts'
import { setMemberRole } from '#lib/tenants/members/set-member-role.ts'

export async function changeRole(input: { tenantId: string; userId: string; role: string }) {
  const result = await runAction(setMemberRole, input)
  refresh()
  return result
}

export async function dismissMember(input: { tenantId: string; userId: string }) {
  const result = await runAction(removeMember, input)
  if (result.ok) refresh()
  return result
}
