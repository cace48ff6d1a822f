'use server'

import { runAction } from '#app/_server/action.ts'
import { createAgent } from '#lib/agents/create-agent.ts'
import { deleteAgent } from '#lib/agents/delete-agent.ts'
import type { AgentView } from '#lib/agents/schema.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'

/** What a person edits of an agent. */
export type AgentDraft = Pick<AgentView, 'name' | 'color' | 'persona' | 'models' | 'tools' | 'sandbox'>

export async function addAgent(input: { workspaceId: string; templateId?: string; name?: string }) {
  return runAction(createAgent, input)
}

export async function saveAgent(input: AgentDraft & { workspaceId: string; agentId: string }) {
  return runAction(updateAgent, input)
}

export async function removeAgent(input: { workspaceId: string; agentId: string }) {
  return runAction(deleteAgent, input)
}
