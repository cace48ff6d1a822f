'use server'

import { resultOf } from '#app/_server/action.ts'
import { currentClient } from '#app/_server/current-user.ts'
import { grantSession } from '#app/_server/grant-session.ts'
import { dropStep, keepStep, keptStep } from '#app/_server/step-cookie.ts'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { confirmByPassword, createByIdentity } from '#lib/tenants/external/choose.ts'
import { SecondFactorNeeded } from '#lib/tenants/sign-in.ts'

/** The account with this address is theirs: by its password, and perhaps a code. */
export async function confirmAccount(input: { password: string }) {
  return resultOf('sign-in.confirm-account', async () => {
    try {
      const { login } = await confirmByPassword(await keptStep('external_choice'), input, await currentClient())
      await grantSession(login)
      await dropStep('external_choice')
      return { codeIsNeeded: false }
    } catch (error) {
      if (!(error instanceof SecondFactorNeeded)) throw error
      await keepStep('second_factor', error.token)
      await dropStep('external_choice')
      return { codeIsNeeded: true }
    }
  })
}

/** There is none yet: an account without a password. */
export async function createAccount(input: { name: string }) {
  return resultOf('sign-in.create-account', async () => {
    const token = await keptStep('external_choice')
    const { login, workspaceId } = await createByIdentity(token, input, await currentClient(), furnishTenant)
    await grantSession(login)
    await dropStep('external_choice')
    return { workspaceId }
  })
}
