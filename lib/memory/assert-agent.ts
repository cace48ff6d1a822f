import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'

/** @throws AppError `not_found` for an agent that is not in the scope's workspace */
export async function assertAgent(tx: Tx, agentId: string | null): Promise<void> {
  if (agentId === null) return
  const rows = await tx.$queryRaw<unknown[]>`select 1 from agents where id = ${agentId}::uuid and deleted_at is null`
  if (rows.length === 0) throw notFound('The agent')
}
