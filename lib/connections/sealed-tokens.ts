import { openSecret, sealSecret } from '#lib/secrets/seal.ts'
import { giveBack, type Tokens } from './ask-service.ts'
import { problemOf } from './service-problem.ts'
import type { ServiceRow, StoredTokens } from './store.ts'
import { openService } from './views.ts'

interface Sealed {
  id: string
  tenantId: string
  sealedAccessToken: unknown
  sealedRefreshToken: unknown
}

/** Tokens as they are stored: each opens in this connection alone. */
export async function sealTokens(
  { access, refresh, expiresAt, scopes }: Tokens,
  { tenantId, id }: { tenantId: string; id: string },
  before: { refresh: string | null; scopes: string[] },
): Promise<StoredTokens> {
  const place = { tenantId, recordId: id }
  // A service that does not rotate it says nothing of the refresh token again.
  const kept = refresh ?? before.refresh
  const [sealedAccessToken, sealedRefreshToken] = await Promise.all([
    sealSecret(access, { ...place, purpose: 'access-token' }),
    kept === null ? null : sealSecret(kept, { ...place, purpose: 'refresh-token' }),
  ])
  return { sealedAccessToken, sealedRefreshToken, expiresAt, scopes: scopes ?? before.scopes }
}

export function openAccessToken({ tenantId, id, sealedAccessToken }: Sealed): Promise<string> {
  return openSecret(sealedAccessToken, { tenantId, recordId: id, purpose: 'access-token' })
}

/** Null: the service gave none. */
export async function openRefreshToken({ tenantId, id, sealedRefreshToken }: Sealed): Promise<string | null> {
  if (sealedRefreshToken === null) return null
  return openSecret(sealedRefreshToken, { tenantId, recordId: id, purpose: 'refresh-token' })
}

/** Tells the service that these tokens are cut, as well as it can be told: here they are gone already. */
export async function revokeTokens(service: ServiceRow, connection: Sealed): Promise<void> {
  try {
    const [refresh, access, asked] = await Promise.all([
      openRefreshToken(connection),
      openAccessToken(connection),
      openService(service),
    ])
    if (refresh !== null) await giveBack(asked, refresh, 'refresh_token')
    await giveBack(asked, access, 'access_token')
  } catch (error) {
    problemOf(error, service)
  }
}
