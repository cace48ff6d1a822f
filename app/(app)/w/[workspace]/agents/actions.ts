'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { createAgent } from '#lib/agents/create-agent.ts'
import { deleteAgent } from '#lib/agents/delete-agent.ts'
import type { AgentView } from '#lib/agents/schema.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'

/** What a person edits of an agent. */
export type AgentDraft = Pick<AgentView, 'name' | 'color' | 'persona' | 'models' | 'tools' | 'sandbox'>

export async function addAgent(input: { workspaceId: string; templateId?: string; name?: string }) {
  return refreshed(await runAction(createAgent, input))
}

export async function saveAgent(input: AgentDraft & { workspaceId: string; agentId: string }) {
  return refreshed(await runAction(updateAgent, input))
}

export async function removeAgent(input: { workspaceId: string; agentId: string }) {
  // Not refreshed here: the page that asks would be drawn again without the agent that it is about.
  return runAction(deleteAgent, input)
}

/** The sidebar shows agents too. */
function refreshed<T extends { ok: boolean }>(result: T): T {
  if (result.ok) refresh()
  return result
}
