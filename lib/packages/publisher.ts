import type { ScopeIds } from '#lib/db/with-scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import type { SecretPlace } from '#lib/secrets/schema.ts'
import { openSecret, sealSecret } from '#lib/secrets/seal.ts'
import { makeSigningKey, type SigningKey } from './signature.ts'
import { findPublisher, insertPublisher } from './store.ts'

/** The key with which an organisation signs, made when it publishes for the first time. */
export async function loadSigningKey(scope: ScopeIds): Promise<SigningKey> {
  const { tenantId } = scope
  const place: SecretPlace = { tenantId, recordId: tenantId, purpose: 'publisher-key' }
  const find = () => withScope(scope, (tx) => findPublisher(tx, tenantId))
  let row = await find()
  if (!row) {
    const { publicKey, privateKey } = makeSigningKey()
    const sealedKey = await sealSecret(privateKey, place)
    await withScope(scope, (tx) => insertPublisher(tx, { tenantId, publicKey, sealedKey }))
    // Somebody else may have been first: all sign with the one that stands.
    row = await find()
  }
  if (!row) throw new Error('The organisation has no key to sign with.')
  return { publicKey: row.publicKey, privateKey: await openSecret(row.sealedKey, place) }
}
