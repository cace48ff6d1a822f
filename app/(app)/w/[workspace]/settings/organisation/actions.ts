'use server'

import { refresh } from 'next/cache'
import { resultOf, runAction } from '#app/_server/action.ts'
import { currentPrincipal } from '#app/_server/current-user.ts'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { createOwnTenant } from '#lib/tenants/create-tenant.ts'
import { leaveTenant } from '#lib/tenants/members/leave-tenant.ts'
import { transferOwnership } from '#lib/tenants/members/transfer-ownership.ts'
import { deleteTenant } from '#lib/tenants/organisation/delete-tenant.ts'
import { updateTenant } from '#lib/tenants/organisation/update-tenant.ts'
import { restoreWorkspace } from '#lib/workspaces/restore-workspace.ts'

export async function rename(input: { tenantId: string; name: string }) {
  const result = await runAction(updateTenant, input)
  if (result.ok) refresh()
  return result
}

export async function leave(tenantId: string) {
  return runAction(leaveTenant, { tenantId })
}

export async function handOver(input: { tenantId: string; userId: string }) {
  const result = await runAction(transferOwnership, input)
  if (result.ok) refresh()
  return result
}

export async function remove(input: { tenantId: string; confirmName: string }) {
  return runAction(deleteTenant, input)
}

export async function restore(input: { tenantId: string; workspaceId: string }) {
  const result = await runAction(restoreWorkspace, input)
  if (result.ok) refresh()
  return result
}

/** Of a person, not of the organisation that they look at: they need no right in it. */
export async function found(name: string) {
  return resultOf('tenants.create', async () => createOwnTenant(await currentPrincipal(), name, furnishTenant))
}
