import { createHash } from 'node:crypto'
import { decrypt, encrypt } from './aes-gcm.ts'

/** Wraps data keys. The installation's own keys implement it; a key management service can. */
export interface KeyEncryptionKey {
  /** Stored beside what it wrapped. */
  readonly id: string
  wrap(dataKey: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
  /** @throws when the key, the bytes or the place are not those of `wrap`. */
  unwrap(wrapped: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A key-encryption key of 32 bytes held in this process. */
export function localKek(key: Uint8Array): KeyEncryptionKey {
  const fingerprint = createHash('sha256').update('crewhouse kek ').update(key).digest('hex').slice(0, 12)
  return {
    id: `local:${fingerprint}`,
    async wrap(dataKey, aad) {
      const { nonce, ciphertext, tag } = encrypt(key, dataKey, aad)
      return Buffer.concat([nonce, ciphertext, tag])
    },
    async unwrap(wrapped, aad) {
      const bytes = Buffer.from(wrapped)
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const tag = bytes.subarray(-TAG_BYTES)
      return decrypt(key, { nonce, ciphertext: bytes.subarray(NONCE_BYTES, -TAG_BYTES), tag }, aad)
    },
  }
}
