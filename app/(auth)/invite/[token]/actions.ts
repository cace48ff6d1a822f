'use server'

import { resultOf } from '#app/_server/action.ts'
import { currentClient, currentPrincipal } from '#app/_server/current-user.ts'
import { acceptInvitation, signUpByInvitation } from '#lib/tenants/accept-invitation.ts'

export async function accept(token: string) {
  return resultOf('invitations.accept', async () =>
    acceptInvitation(await currentPrincipal(), { token }, await currentClient()),
  )
}

export async function signUpAndAccept(input: { token: string; name: string; email: string; password: string }) {
  return resultOf('invitations.sign-up', async () => signUpByInvitation(input, await currentClient()))
}
