import { z } from 'zod'

/** A secret at rest: its own random data key, wrapped by the key-encryption key, and what that key encrypts. */
export const sealedSecret = z.object({
  v: z.literal(1),
  /** Id of the key-encryption key. */
  kek: z.string().max(200),
  wrappedKey: z.base64().max(4096),
  /** AES-256-GCM: nonce, ciphertext and tag. */
  nonce: z.base64().length(16),
  ciphertext: z.base64().max(100_000),
  tag: z.base64().length(24),
})
export type SealedSecret = z.infer<typeof sealedSecret>

type TenantPurpose =
  | 'provider-key'
  | 'secret'
  | 'workspace-authority'
  | 'publisher-key'
  | 'client-secret'
  | 'access-token'
  | 'refresh-token'

/** Where a secret belongs. It opens there alone: moved to another tenant, person, record or use, it does not. */
export type SecretPlace =
  | { tenantId: string; recordId: string; purpose: TenantPurpose }
  /** Of a person, who belongs to no tenant. */
  | { userId: string; purpose: 'totp' }
