'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { createSecret } from '#lib/secrets/create-secret.ts'
import { deleteSecret } from '#lib/secrets/delete-secret.ts'
import { changeSecret } from '#lib/secrets/update-secret.ts'

interface SecretUse {
  workspaceId: string
  description: string
  hosts: string[]
  tools: string[]
}

export async function addSecret(input: SecretUse & { agentId: string | null; name: string; value: string }) {
  const result = await runAction(createSecret, input)
  if (result.ok) refresh()
  return result
}

/** Without a value the stored one stays. */
export async function saveSecret(input: SecretUse & { secretId: string; value?: string }) {
  const result = await runAction(changeSecret, input)
  if (result.ok) refresh()
  return result
}

export async function forgetSecret(input: { workspaceId: string; secretId: string }) {
  const result = await runAction(deleteSecret, input)
  if (result.ok) refresh()
  return result
}
