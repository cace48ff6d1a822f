'use server'

import { resultOf } from '#app/_server/action.ts'
import { currentClient } from '#app/_server/current-user.ts'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { signUp } from '#lib/tenants/sign-up.ts'

/** Makes an account with an organisation, a workspace and a first agent. */
export async function createAccount(input: unknown) {
  return resultOf('sign-up', async () => {
    const { workspaceId } = await signUp(input, await currentClient(), furnishTenant)
    return { workspaceId }
  })
}
