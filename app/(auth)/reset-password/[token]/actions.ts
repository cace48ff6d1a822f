'use server'

import { resultOf } from '#app/_server/action.ts'
import { currentClient } from '#app/_server/current-user.ts'
import { recoverPassword } from '#lib/tenants/account/recover-password.ts'

/** Sets the new password; every login of the person ends. */
export async function choosePassword(input: unknown) {
  return resultOf('recovery.choose', async () => recoverPassword(input, await currentClient()))
}
