'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { revokeApiKey } from '#lib/tenants/api-keys/revoke-api-key.ts'

export async function makeApiKey(input: { tenantId: string; name: string; role: string; workspaceId: string | null }) {
  const result = await runAction(createApiKey, input)
  if (result.ok) refresh()
  return result
}

export async function endApiKey(input: { tenantId: string; apiKeyId: string }) {
  const result = await runAction(revokeApiKey, input)
  if (result.ok) refresh()
  return result
}
