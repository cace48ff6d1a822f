'use server'

import { refresh } from 'next/cache'
import { resultOf } from '#app/_server/action.ts'
import { currentPrincipal } from '#app/_server/current-user.ts'
import { revokeLogin, revokeOtherLogins } from '#lib/tenants/logins.ts'

export async function endLogin(loginId: string) {
  const result = await resultOf('logins.revoke', async () => revokeLogin(await currentPrincipal(), loginId))
  if (result.ok) refresh()
  return result
}

export async function endOtherLogins() {
  const result = await resultOf('logins.revoke-others', async () => revokeOtherLogins(await currentPrincipal()))
  if (result.ok) refresh()
  return result
}
