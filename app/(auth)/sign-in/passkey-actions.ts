'use server'

import { resultOf } from '#app/_server/action.ts'
import { currentClient } from '#app/_server/current-user.ts'
import { grantSession } from '#app/_server/grant-session.ts'
import { dropStep, keepStep, keptStep } from '#app/_server/step-cookie.ts'
import { finishPasskeySignIn, startPasskeySignIn } from '#lib/tenants/passkeys/sign-in-with-passkey.ts'

/** What the browser is to ask the device for. */
export async function beginPasskeySignIn() {
  return resultOf('sign-in.passkey-start', async () => {
    const { options, token } = await startPasskeySignIn(await currentClient())
    await keepStep('passkey', token)
    return options
  })
}

/** The device's answer: a session, if it is right. */
export async function enterWithPasskey(response: unknown) {
  return resultOf('sign-in.passkey', async () => {
    const token = await keptStep('passkey')
    await dropStep('passkey')
    await grantSession(await finishPasskeySignIn(token, { response }, await currentClient()))
    return { codeIsNeeded: false }
  })
}
