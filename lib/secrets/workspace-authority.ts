import type { ScopeIds } from '#lib/db/with-scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import type { SecretPlace } from './schema.ts'
import { openSecret, sealSecret } from './seal.ts'
import { findAuthority, insertAuthority } from './store.ts'

/** A certificate authority: PEM of both. */
export interface Authority {
  certificate: string
  key: string
}

/** The workspace's own certificate authority, made when it is first needed. */
export async function loadAuthority(
  scope: ScopeIds & { workspaceId: string },
  make: () => Authority,
): Promise<Authority> {
  const { tenantId, workspaceId } = scope
  const place: SecretPlace = { tenantId, recordId: workspaceId, purpose: 'workspace-authority' }
  const find = () => withScope(scope, (tx) => findAuthority(tx, workspaceId))
  let row = await find()
  if (!row) {
    const { certificate, key } = make()
    const sealedKey = await sealSecret(key, place)
    await withScope(scope, (tx) => insertAuthority(tx, { tenantId, workspaceId, certificate, sealedKey }))
    // Another worker may have been first: all go by the one that stands.
    row = await find()
  }
  if (!row) throw new Error('The workspace has no certificate authority.')
  return { certificate: row.certificate, key: await openSecret(row.sealedKey, place) }
}
