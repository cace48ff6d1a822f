'use server'

import { resultOf } from '#app/_server/action.ts'
import { confirmEmailChange } from '#lib/tenants/account/change-email.ts'

/** The address is the person's: from now on they sign in with it. */
export async function confirmEmail(token: string) {
  return resultOf('email.confirm', () => confirmEmailChange(token))
}
