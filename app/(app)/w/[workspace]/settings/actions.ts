'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { addWorkspaceMember } from '#lib/workspaces/add-workspace-member.ts'
import { archiveWorkspace } from '#lib/workspaces/archive-workspace.ts'
import { createWorkspace } from '#lib/workspaces/create-workspace.ts'
import { deleteWorkspace } from '#lib/workspaces/delete-workspace.ts'
import { removeWorkspaceMember } from '#lib/workspaces/remove-workspace-member.ts'
import { updateWorkspace } from '#lib/workspaces/update-workspace.ts'

export async function saveWorkspace(input: { workspaceId: string; name: string; access: string }) {
  const result = await runAction(updateWorkspace, input)
  if (result.ok) refresh()
  return result
}

export async function addWorkspace(input: { tenantId: string; name: string; access: string }) {
  return runAction(createWorkspace, input)
}

export async function letIn(input: { workspaceId: string; userId: string }) {
  const result = await runAction(addWorkspaceMember, input)
  if (result.ok) refresh()
  return result
}

export async function takeOut(input: { workspaceId: string; userId: string }) {
  const result = await runAction(removeWorkspaceMember, input)
  if (result.ok) refresh()
  return result
}

export async function putAway(input: { tenantId: string; workspaceId: string }) {
  return runAction(archiveWorkspace, input)
}

export async function removeWorkspace(input: { tenantId: string; workspaceId: string; confirmName: string }) {
  return runAction(deleteWorkspace, input)
}
