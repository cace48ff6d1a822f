'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { addMemory } from '#lib/memory/add-memory.ts'
import { updateMemorySettings } from '#lib/memory/change-settings.ts'
import { forgetMemoryEntry, restoreMemoryEntry } from '#lib/memory/forget-memory.ts'
import type { EmbedderChoice } from '#lib/memory/schema.ts'
import { updateMemory } from '#lib/memory/update-memory.ts'

type OfMemory = { workspaceId: string; memoryId: string }

export async function noteMemory(input: { workspaceId: string; text: string; agentId: string | null }) {
  const result = await runAction(addMemory, input)
  if (result.ok) refresh()
  return result
}

export async function changeMemory(input: OfMemory & { text?: string; agentId?: string | null; pinned?: boolean }) {
  const result = await runAction(updateMemory, input)
  if (result.ok) refresh()
  return result
}

export async function forgetMemory(input: OfMemory & { erase?: boolean }) {
  const result = await runAction(forgetMemoryEntry, input)
  if (result.ok) refresh()
  return result
}

export async function restoreMemory(input: OfMemory) {
  const result = await runAction(restoreMemoryEntry, input)
  if (result.ok) refresh()
  return result
}

export async function changeMemorySettings(input: {
  workspaceId: string
  rememberConversations?: boolean
  retentionDays?: number | null
  embedder?: EmbedderChoice
}) {
  const result = await runAction(updateMemorySettings, input)
  if (result.ok) refresh()
  return result
}
