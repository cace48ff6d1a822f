import { db, type Tx } from '#lib/db/client.ts'

export interface StepRow {
  userId: string | null
  data: unknown
}

export async function insertStep(
  tx: Tx | undefined,
  step: { hash: Uint8Array<ArrayBuffer>; kind: string; userId: string | null; data: object; expiresAt: Date },
): Promise<void> {
  const client = tx ?? db()
  await client.$executeRaw`delete from sign_in_steps where expires_at < now()`
  await client.$executeRaw`insert into sign_in_steps (hash, kind, user_id, data, expires_at)
    values (${step.hash}::bytea, ${step.kind}, ${step.userId}::uuid, ${JSON.stringify(step.data)}::jsonb, ${step.expiresAt})`
}

export async function findStep(hash: Uint8Array, kind: string): Promise<StepRow | null> {
  const [row] = await db().$queryRaw<StepRow[]>`
    select user_id as "userId", data from sign_in_steps where hash = ${hash}::bytea and kind = ${kind} and expires_at > now()`
  return row ?? null
}

/** Of two who come with one token at once, one gets the row. */
export async function deleteStep(tx: Tx | undefined, hash: Uint8Array, kind: string): Promise<StepRow | null> {
  const [row] = await (tx ?? db()).$queryRaw<StepRow[]>`
    delete from sign_in_steps where hash = ${hash}::bytea and kind = ${kind} and expires_at > now()
    returning user_id as "userId", data`
  return row ?? null
}

export async function deleteStepsOf(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from sign_in_steps where user_id = ${userId}::uuid`
}
