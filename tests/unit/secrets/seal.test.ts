import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { localKek } from '#lib/secrets/key-encryption-key.ts'
import type { SecretPlace } from '#lib/secrets/schema.ts'
import { openSecret, sealSecret } from '#lib/secrets/seal.ts'

const kek = localKek(randomBytes(32))
type TenantPlace = Extract<SecretPlace, { tenantId: string }>
const place = (): TenantPlace => ({ tenantId: randomUUID(), recordId: randomUUID(), purpose: 'provider-key' })
const secret = 'sk-proj-ü-1234567890'
const refused = { name: 'AppError', code: 'unavailable' }

describe('a sealed secret', () => {
  test('opens at its place, also after a trip through JSON', async () => {
    const at = place()
    const sealed = await sealSecret(secret, at, kek)
    expect(await openSecret(JSON.parse(JSON.stringify(sealed)), at, [kek])).toBe(secret)
  })

  test('shows nothing of itself, and looks different each time', async () => {
    const at = place()
    const [one, two] = await Promise.all([sealSecret(secret, at, kek), sealSecret(secret, at, kek)])
    expect(JSON.stringify(one)).not.toContain('1234567890')
    for (const field of ['wrappedKey', 'nonce', 'ciphertext', 'tag'] as const) expect(one[field]).not.toBe(two[field])
  })

  test.each([
    ['another tenant', (at: TenantPlace) => ({ ...at, tenantId: randomUUID() })],
    ['another record', (at: TenantPlace) => ({ ...at, recordId: randomUUID() })],
    ['another purpose', (at: TenantPlace) => ({ ...at, purpose: 'other' as 'provider-key' })],
    ['a person', (): SecretPlace => ({ userId: randomUUID(), purpose: 'totp' })],
  ])('does not open for %s', async (_, moved) => {
    const at = place()
    const sealed = await sealSecret(secret, at, kek)
    await expect(openSecret(sealed, moved(at), [kek])).rejects.toMatchObject(refused)
  })

  test('does not open when its data key comes from another record', async () => {
    const at = place()
    const sealed = await sealSecret(secret, at, kek)
    const other = await sealSecret(secret, place(), kek)
    await expect(openSecret({ ...sealed, wrappedKey: other.wrappedKey }, at, [kek])).rejects.toMatchObject(refused)
  })

  test.each(['wrappedKey', 'nonce', 'ciphertext', 'tag'] as const)(
    'does not open once its %s is changed',
    async (field) => {
      const at = place()
      const sealed = await sealSecret(secret, at, kek)
      const bytes = Buffer.from(sealed[field], 'base64')
      for (const index of [0, bytes.length - 1]) {
        const changed = Buffer.from(bytes)
        changed[index] = (changed[index] as number) ^ 1
        await expect(openSecret({ ...sealed, [field]: changed.toString('base64') }, at, [kek])).rejects.toMatchObject(
          refused,
        )
      }
      await expect(openSecret({ ...sealed, [field]: '' }, at, [kek])).rejects.toMatchObject(refused)
    },
  )

  test('does not open with another key, and says what to do', async () => {
    const at = place()
    const sealed = await sealSecret(secret, at, kek)
    const other = localKek(randomBytes(32))
    await expect(openSecret(sealed, at, [other])).rejects.toThrow(/CREWHOUSE_KEK/)
    await expect(openSecret({ ...sealed, kek: other.id }, at, [other])).rejects.toMatchObject(refused)
  })

  test.each([null, 'text', {}, { v: 2 }])('that is %j is refused', async (sealed) => {
    await expect(openSecret(sealed, place(), [kek])).rejects.toMatchObject(refused)
  })
})
