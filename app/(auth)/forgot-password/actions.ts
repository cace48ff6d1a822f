'use server'

import { getLocale } from 'next-intl/server'
import { resultOf } from '#app/_server/action.ts'
import { currentClient } from '#app/_server/current-user.ts'
import { requestRecovery } from '#lib/tenants/account/recover-password.ts'

/** Sends a link for a new password, if there is such an account. */
export async function askForLink(input: unknown) {
  return resultOf('recovery.request', async () =>
    requestRecovery(input, await currentClient(), await getLocale()).then(() => null),
  )
}
