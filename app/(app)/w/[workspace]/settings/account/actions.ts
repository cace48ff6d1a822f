'use server'

import { refresh } from 'next/cache'
import { resultOf } from '#app/_server/action.ts'
import { currentPrincipal } from '#app/_server/current-user.ts'
import { requestEmailChange } from '#lib/tenants/account/change-email.ts'
import { changePassword } from '#lib/tenants/account/change-password.ts'
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

export async function changeOwnPassword(input: unknown) {
  const result = await resultOf('password.change', async () => changePassword(await currentPrincipal(), input))
  if (result.ok) refresh()
  return result
}

export async function changeOwnEmail(input: unknown) {
  const result = await resultOf('email.change', async () => requestEmailChange(await currentPrincipal(), input))
  if (result.ok) refresh()
  return result
}
