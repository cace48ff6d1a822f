'use server'

import { resultOf } from '#app/_server/action.ts'
import { currentClient } from '#app/_server/current-user.ts'
import { keepStep } from '#app/_server/step-cookie.ts'
import { startExternal } from '#lib/tenants/external/sign-in-with.ts'
import type { ProviderId } from '#lib/tenants/schema.ts'

/** The page of a service, for this browser alone to come back from. */
export async function goToService(input: { provider: ProviderId; returnTo?: string }) {
  return resultOf('sign-in.external', async () => {
    const { url, token } = await startExternal(input, await currentClient())
    await keepStep('external', token)
    return { url }
  })
}
