'use server'

import { resultOf } from '#app/_server/action.ts'
import { currentClient } from '#app/_server/current-user.ts'
import { grantSession } from '#app/_server/grant-session.ts'
import { dropStep, keptStep } from '#app/_server/step-cookie.ts'
import { finishSignIn } from '#lib/tenants/sign-in.ts'

/** The second step of signing in. */
export async function enterCode(input: { code: string }) {
  return resultOf('sign-in.code', async () => {
    await grantSession(await finishSignIn(await keptStep('second_factor'), input, await currentClient()))
    await dropStep('second_factor')
    return { codeIsNeeded: false }
  })
}
