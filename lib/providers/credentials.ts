import type { Tx } from '#lib/db/client.ts'
import type { SecretPlace } from '#lib/secrets/schema.ts'
import { openSecret } from '#lib/secrets/seal.ts'
import { privateAddressesAllowed } from './private-addresses.ts'
import { providerFetch } from './provider-fetch.ts'
import { findRow, findUsable, type ProviderRow } from './store.ts'

export type ProviderCredentials = Pick<
  ProviderRow,
  'id' | 'tenantId' | 'agentId' | 'kind' | 'name' | 'baseUrl' | 'sealedKey' | 'updatedAt'
>

/** The providers that an agent may use: the workspace's and its own, never another agent's. */
export async function loadCredentials(tx: Tx, agentId: string): Promise<ProviderCredentials[]> {
  return findUsable(tx, agentId)
}

/** A provider that is a workspace's own, and no agent's; null: there is none. */
export async function loadWorkspaceProvider(
  tx: Tx,
  workspaceId: string,
  providerId: string,
): Promise<ProviderCredentials | null> {
  const row = await findRow(tx, providerId)
  return row?.workspaceId === workspaceId && row.agentId === null ? row : null
}

/** Where a provider's key belongs. */
export function placeOfKey({ id, tenantId }: { id: string; tenantId: string }): SecretPlace {
  return { tenantId, recordId: id, purpose: 'provider-key' }
}

/** @throws AppError `unavailable` when the key does not open. */
export async function openProviderKey(provider: ProviderCredentials): Promise<string | null> {
  return provider.sealedKey === null ? null : openSecret(provider.sealedKey, placeOfKey(provider))
}

/**
 * The way to a provider. Its kind's own address is public; one that a tenant chose is held to what is allowed at the
 * moment of each request.
 */
export function fetchFor({ baseUrl }: { baseUrl: string | null }): typeof fetch {
  return async (input, init) => {
    const allowPrivate = baseUrl !== null && (await privateAddressesAllowed())
    return providerFetch({ allowPrivate })(input, init)
  }
}
