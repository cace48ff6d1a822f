'use server'

import { refresh } from 'next/cache'
import { resultOf } from '#app/_server/action.ts'
import { currentPrincipal } from '#app/_server/current-user.ts'
import { dropStep, keepStep, keptStep } from '#app/_server/step-cookie.ts'
import { removePasskey } from '#lib/tenants/passkeys/passkeys.ts'
import { finishPasskey, startPasskey } from '#lib/tenants/passkeys/register-passkey.ts'

/** What the browser is to ask the device for. */
export async function beginPasskey(input: { proof: string }) {
  return resultOf('passkeys.start', async () => {
    const { options, token } = await startPasskey(await currentPrincipal(), input)
    await keepStep('passkey_registration', token)
    return options
  })
}

export async function keepPasskey(input: { name: string; response: unknown }) {
  const result = await resultOf('passkeys.finish', async () => {
    const token = await keptStep('passkey_registration')
    await dropStep('passkey_registration')
    return finishPasskey(await currentPrincipal(), token, input)
  })
  if (result.ok) refresh()
  return result
}

export async function deletePasskey(id: string) {
  const result = await resultOf('passkeys.remove', async () =>
    removePasskey(await currentPrincipal(), id).then(() => null),
  )
  if (result.ok) refresh()
  return result
}
