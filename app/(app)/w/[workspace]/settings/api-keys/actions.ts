'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { revokeApiKey } from '#lib/tenants/api-keys/revoke-api-key.ts'

export interface ApiKeyFields {
  tenantId: string
  name: string
  role: string
  scopes: string[]
  workspaceId: string | null
  /** Null: until it is revoked. */
  expiresInDays: number | null
}

const DAY_MS = 24 * 60 * 60 * 1000

export async function makeApiKey({ expiresInDays, ...input }: ApiKeyFields) {
  const expiresAt = expiresInDays === null ? null : new Date(Date.now() + expiresInDays * DAY_MS).toISOString()
  const result = await runAction(createApiKey, { ...input, expiresAt })
  if (result.ok) refresh()
  return result
}

export async function endApiKey(input: { tenantId: string; apiKeyId: string }) {
  const result = await runAction(revokeApiKey, input)
  if (result.ok) refresh()
  return result
}
