'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { checkMcpServer } from '#lib/mcp/check-server.ts'
import { addMcpServer } from '#lib/mcp/create-server.ts'
import { deleteMcpServer } from '#lib/mcp/delete-server.ts'
import { reviewMcpTools } from '#lib/mcp/review-tools.ts'
import type { NewMcpServer } from '#lib/mcp/schema.ts'
import { setUpSignIn } from '#lib/mcp/set-up-sign-in.ts'
import { updateMcpServer } from '#lib/mcp/update-server.ts'
import type { ToolRisk } from '#lib/tools/schema.ts'

type Place = { workspaceId: string; serverId: string }

/** Connects a server, and looks at it at once: what that comes to stands on its page. */
export async function addServer(input: NewMcpServer & { workspaceId: string }) {
  const added = await runAction(addMcpServer, input)
  if (!added.ok) return added
  const { workspaceId } = input
  const checked = await runAction(checkMcpServer, { workspaceId, serverId: added.data.id })
  refresh()
  return checked.ok ? checked : added
}

export async function saveServer(input: Omit<NewMcpServer, 'name'> & Place) {
  const saved = await runAction(updateMcpServer, input)
  if (!saved.ok) return saved
  const { workspaceId, serverId } = input
  const checked = await runAction(checkMcpServer, { workspaceId, serverId })
  refresh()
  return checked.ok ? checked : saved
}

export async function switchServer(input: Place & { enabled: boolean }) {
  const result = await runAction(updateMcpServer, input)
  if (result.ok) refresh()
  return result
}

export async function checkServer(input: Place) {
  const result = await runAction(checkMcpServer, input)
  if (result.ok) refresh()
  return result
}

/** Finds out where agents sign in for it. */
export async function setUpServerSignIn(input: Place & { clientId?: string; clientSecret?: string }) {
  const result = await runAction(setUpSignIn, input)
  if (result.ok) refresh()
  return result
}

export async function removeServer(input: Place) {
  return runAction(deleteMcpServer, input)
}

export async function reviewTools(
  input: Place & { tools: { toolId: string; hash: string; enabled: boolean; risk?: ToolRisk }[] },
) {
  const result = await runAction(reviewMcpTools, input)
  if (result.ok) refresh()
  return result
}
