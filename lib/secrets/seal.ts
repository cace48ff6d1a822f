import { randomBytes } from 'node:crypto'
import { AppError } from '#lib/errors.ts'
import { keepOut } from '#lib/telemetry/keep-out.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import { type Keyring, keyring } from './keyring.ts'
import { type SealedSecret, type SecretPlace, sealedSecret } from './schema.ts'

/** Seals a secret so that it opens only at its place. */
export async function sealSecret(
  secret: string,
  place: SecretPlace,
  kek: KeyEncryptionKey = keyring()[0],
): Promise<SealedSecret> {
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
export async function openSecret(sealed: unknown, place: SecretPlace, keys: Keyring = keyring()): Promise<string> {
  const parsed = sealedSecret.safeParse(sealed)
  if (!parsed.success) throw unopened()
  const { kek: kekId, wrappedKey, nonce, ciphertext, tag } = parsed.data
  const kek = findKek(kekId, keys)
  const aad = aadOf(place)
  try {
    const dataKey = await kek.unwrap(bytes(wrappedKey), aad)
    const plain = decrypt(dataKey, { nonce: bytes(nonce), ciphertext: bytes(ciphertext), tag: bytes(tag) }, aad)
    return keepOut(Buffer.from(plain).toString('utf8'))
  } catch {
    throw unopened()
  }
}

/** The same secret, its data key wrapped by the first of the keys; null where it is so already. */
export async function rewrapSecret(
  sealed: unknown,
  place: SecretPlace,
  keys: Keyring = keyring(),
): Promise<SealedSecret | null> {
  const parsed = sealedSecret.parse(sealed)
  const [current] = keys
  if (parsed.kek === current.id) return null
  const aad = aadOf(place)
  const dataKey = await findKek(parsed.kek, keys).unwrap(bytes(parsed.wrappedKey), aad)
  const wrappedKey = base64(await current.wrap(dataKey, aad))
  dataKey.fill(0)
  return { ...parsed, kek: current.id, wrappedKey }
}

function findKek(id: string, keys: Keyring): KeyEncryptionKey {
  const found = keys.find((kek) => kek.id === id)
  if (found) return found
  throw new AppError(
    'unavailable',
    'A stored key was sealed with another CREWHOUSE_KEK. Restore that one, or enter the key again.',
  )
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
