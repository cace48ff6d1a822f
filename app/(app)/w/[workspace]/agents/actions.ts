'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { compareVersions } from '#lib/agents/compare-versions.ts'
import { createAgent } from '#lib/agents/create-agent.ts'
import { deleteAgent } from '#lib/agents/delete-agent.ts'
import { duplicateAgent } from '#lib/agents/duplicate-agent.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { archiveAgent, pauseAgent, resumeAgent, unarchiveAgent } from '#lib/agents/hold-agent.ts'
import { restoreVersion } from '#lib/agents/restore-version.ts'
import type { AgentSettings } from '#lib/agents/schema.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'
import { uploadImage } from '#lib/agents/upload-image.ts'
import { tryAgent } from '#lib/threads/try-agent.ts'

/** What a person edits of an agent. */
export type AgentDraft = AgentSettings

interface OfAgent {
  workspaceId: string
  agentId: string
}

export async function addAgent(input: { workspaceId: string; templateId?: string; name?: string }) {
  return refreshed(await runAction(createAgent, input))
}

export async function saveAgent(input: AgentDraft & OfAgent & { baseVersion: number }) {
  return refreshed(await runAction(updateAgent, input))
}

/** The agent as it is now, for who was overtaken. */
export async function readAgent(input: OfAgent) {
  return runAction(getAgent, input)
}

export async function copyAgent(input: OfAgent) {
  return refreshed(await runAction(duplicateAgent, input))
}

const holds = { pause: pauseAgent, resume: resumeAgent, archive: archiveAgent, unarchive: unarchiveAgent }
export type Hold = keyof typeof holds

export async function holdAgent({ verb, ...input }: OfAgent & { verb: Hold }) {
  return refreshed(await runAction(holds[verb], input))
}

export async function compareSaves(input: OfAgent & { number: number; against?: number }) {
  return runAction(compareVersions, input)
}

export async function restoreSave(input: OfAgent & { number: number }) {
  return refreshed(await runAction(restoreVersion, input))
}

/** Opens or goes on with a private thread that is answered by settings which are not saved. */
export async function tryDraft(input: Omit<AgentDraft, 'sandbox'> & OfAgent & { threadId?: string }) {
  return runAction(tryAgent, input)
}

export async function addPicture(input: { workspaceId: string; base64: string }) {
  return runAction(uploadImage, input)
}

export async function removeAgent(input: OfAgent & { threads: 'keep' | 'delete' }) {
  // Not refreshed here: the page that asks would be drawn again without the agent that it is about.
  return runAction(deleteAgent, input)
}

/** The sidebar shows agents too. */
function refreshed<T extends { ok: boolean }>(result: T): T {
  if (result.ok) refresh()
  return result
}
