'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { createProvider } from '#lib/providers/create-provider.ts'
import { deleteProvider } from '#lib/providers/delete-provider.ts'
import { listProviderModels } from '#lib/providers/list-provider-models.ts'
import { updateProvider } from '#lib/providers/update-provider.ts'

export interface ProviderDraft {
  workspaceId: string
  agentId: string | null
  kind: string
  name: string
  baseUrl: string | null
  apiKey: string | null
  saveAnyway: boolean
}

export async function addProvider(input: ProviderDraft) {
  const result = await runAction(createProvider, input)
  if (result.ok) refresh()
  return result
}

export interface ProviderChange {
  workspaceId: string
  providerId: string
  name: string
  /** Left out: it stays. Null: the kind's own. */
  baseUrl?: string | null
  /** Left out: the stored one stays. */
  apiKey?: string
  saveAnyway: boolean
}

export async function changeProvider(input: ProviderChange) {
  const result = await runAction(updateProvider, input)
  if (result.ok) refresh()
  return result
}

export async function forgetProvider(input: { workspaceId: string; providerId: string }) {
  const result = await runAction(deleteProvider, input)
  if (result.ok) refresh()
  return result
}

/** What a provider offers right now; also the proof that its key works. */
export async function askForModels(input: { workspaceId: string; providerId: string }) {
  return runAction(listProviderModels, input)
}
