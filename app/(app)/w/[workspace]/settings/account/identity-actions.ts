'use server'

import { refresh } from 'next/cache'
import { resultOf } from '#app/_server/action.ts'
import { currentPrincipal } from '#app/_server/current-user.ts'
import { keepStep } from '#app/_server/step-cookie.ts'
import { unlinkIdentity } from '#lib/tenants/external/identities.ts'
import { startLinking } from '#lib/tenants/external/sign-in-with.ts'
import type { ProviderId } from '#lib/tenants/schema.ts'

/** The page of a service, to come back from with an identity to link. */
export async function linkService(input: { provider: ProviderId; returnTo: string; proof: string }) {
  return resultOf('identities.link', async () => {
    const { url, token } = await startLinking(await currentPrincipal(), input)
    await keepStep('external', token)
    return { url }
  })
}

export async function unlinkService(id: string) {
  const result = await resultOf('identities.unlink', async () =>
    unlinkIdentity(await currentPrincipal(), id).then(() => null),
  )
  if (result.ok) refresh()
  return result
}
