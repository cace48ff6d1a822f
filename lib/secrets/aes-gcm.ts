import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export interface Encrypted {
  nonce: Uint8Array
  ciphertext: Uint8Array
  tag: Uint8Array
}

/** AES-256-GCM under a random nonce. */
export function encrypt(key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Encrypted {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(aad)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { nonce, ciphertext, tag: cipher.getAuthTag() }
}

/** @throws when any byte of the key, the message or `aad` differs. */
export function decrypt(key: Uint8Array, { nonce, ciphertext, tag }: Encrypted, aad: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(aad)
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(ciphertext), decipher.final()])
}
