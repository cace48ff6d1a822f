'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { createWorkspace } from '#lib/workspaces/create-workspace.ts'
import { updateWorkspace } from '#lib/workspaces/update-workspace.ts'

export async function saveWorkspace(input: { workspaceId: string; name: string; access: string }) {
  const result = await runAction(updateWorkspace, input)
  if (result.ok) refresh()
  return result
}

export async function addWorkspace(input: { tenantId: string; name: string }) {
  return runAction(createWorkspace, input)
}
