import type { Tx } from '#lib/db/client.ts'

/* All of it inside `withAccount`: other people's rows do not exist there. */

export interface FactorRow {
  secret: unknown
  confirmedAt: Date | null
  createdAt: Date
}

export async function findFactor(tx: Tx, userId: string): Promise<FactorRow | null> {
  return tx.totpFactor.findUnique({
    where: { userId },
    select: { secret: true, confirmedAt: true, createdAt: true },
  })
}

/** Takes the place of one that was never confirmed; false: there is one in force. */
export async function replaceUnconfirmedFactor(tx: Tx, userId: string, secret: object): Promise<boolean> {
  const changed = await tx.$executeRaw`
    insert into totp_factors (user_id, secret) values (${userId}::uuid, ${JSON.stringify(secret)}::jsonb)
    on conflict (user_id) do update set secret = excluded.secret, last_step = 0, created_at = now()
      where totp_factors.confirmed_at is null`
  return changed > 0
}

export async function confirmFactor(tx: Tx, userId: string): Promise<void> {
  await tx.totpFactor.update({ where: { userId }, data: { confirmedAt: new Date() } })
}

/** False: this code, or a later one, was used before. Of two who come with it at once, one is told true. */
export async function claimTimeStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update totp_factors set last_step = ${step} where user_id = ${userId}::uuid and last_step < ${step}`
  return changed > 0
}

export async function deleteFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.recoveryCode.deleteMany({ where: { userId } })
  return (await tx.totpFactor.deleteMany({ where: { userId } })).count > 0
}

export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: Uint8Array<ArrayBuffer>[]): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) })
}

export async function deleteRecoveryCode(tx: Tx, userId: string, hash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return (await tx.recoveryCode.deleteMany({ where: { userId, hash } })).count > 0
}

export function countRecoveryCodes(tx: Tx, userId: string): Promise<number> {
  return tx.recoveryCode.count({ where: { userId } })
}
