import { randomBytes } from 'node:crypto'
import { AppError } from '#lib/errors.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import { assertKek, envKek, type KeyEncryptionKey } from './key-encryption-key.ts'
import { type SealedSecret, type SecretPlace, sealedSecret } from './schema.ts'

/** Seals a secret so that it opens only at its place. */
export async function sealSecret(secret: string, place: SecretPlace, kek = envKek()): Promise<SealedSecret> {
  const aad = aadOf(place)
  const dataKey = randomBytes(32)
  const { nonce, ciphertext, tag } = encrypt(dataKey, Buffer.from(secret, 'utf8'), aad)
  const wrappedKey = await kek.wrap(dataKey, aad)
  dataKey.fill(0)
  return {
    v: 1,
    kek: kek.id,
    wrappedKey: base64(wrappedKey),
    nonce: base64(nonce),
    ciphertext: base64(ciphertext),
    tag: base64(tag),
  }
}

/**
 * Opens what `sealSecret` sealed.
 * @throws AppError `unavailable` when it was changed, moved, or sealed with another key-encryption key; never says more.
 */
export async function openSecret(
  sealed: unknown,
  place: SecretPlace,
  kek: KeyEncryptionKey = envKek(),
): Promise<string> {
  const parsed = sealedSecret.safeParse(sealed)
  if (!parsed.success) throw unopened()
  const { kek: kekId, wrappedKey, nonce, ciphertext, tag } = parsed.data
  assertKek(kek, kekId)
  const aad = aadOf(place)
  try {
    const dataKey = await kek.unwrap(bytes(wrappedKey), aad)
    const plain = decrypt(dataKey, { nonce: bytes(nonce), ciphertext: bytes(ciphertext), tag: bytes(tag) }, aad)
    return Buffer.from(plain).toString('utf8')
  } catch {
    throw unopened()
  }
}

function aadOf(place: SecretPlace): Uint8Array {
  const parts = 'userId' in place ? ['user', place.userId] : [place.tenantId, place.recordId]
  return Buffer.from(JSON.stringify(['crewhouse sealed secret', 1, ...parts, place.purpose]), 'utf8')
}

function unopened(): AppError {
  return new AppError('unavailable', 'A stored key cannot be opened: it was changed or moved. Enter it again.')
}

const base64 = (value: Uint8Array) => Buffer.from(value).toString('base64')
const bytes = (value: string) => Buffer.from(value, 'base64')
