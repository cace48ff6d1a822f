import { cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Tx } from '#lib/db/client.ts'
import type { ScopeIds } from '#lib/db/with-scope.ts'
import { newId } from '#lib/ids.ts'
import type { ConnectionRecord, ConnectionView, Verdict } from './schema.ts'

/** Settings of an agent that is there; null: it is not. */
export async function findSandboxSettings(tx: Tx, agentId: string): Promise<unknown | null> {
  const agent = await tx.agent.findFirst({ where: { id: agentId, deletedAt: null }, select: { sandbox: true } })
  return agent?.sandbox ?? null
}

export async function agentExists(tx: Tx, agentId: string): Promise<boolean> {
  return (await tx.agent.findFirst({ where: { id: agentId, deletedAt: null }, select: { id: true } })) !== null
}

export async function insertConnections(
  tx: Tx,
  { tenantId, workspaceId }: ScopeIds,
  agentId: string,
  records: (ConnectionRecord & { connections: number })[],
): Promise<void> {
  if (workspaceId === null) throw new Error('Connections belong to a workspace.')
  await tx.networkConnection.createMany({
    data: records.map((record) => ({ ...record, id: newId(), tenantId, workspaceId, agentId })),
  })
}

/** The newest first. */
export async function listRows(
  tx: Tx,
  { agentId, verdict }: { agentId: string; verdict?: Verdict },
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<ConnectionView>> {
  const behind = after ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] } : {}
  const rows = await tx.networkConnection.findMany({
    where: { AND: [{ agentId, verdict }, behind] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  // A private thread's run is not there for others, and its id tells them nothing then.
  const runs = await tx.run.findMany({
    where: { id: { in: rows.flatMap(({ runId }) => runId ?? []) } },
    select: { id: true, threadId: true },
  })
  const threadOf = new Map(runs.map(({ id, threadId }) => [id, threadId]))
  return cutPage(rows, limit, keyInTime, ({ tenantId: _, workspaceId: __, agentId: ___, ...row }) => {
    const threadId = (row.runId && threadOf.get(row.runId)) || null
    return {
      ...row,
      verdict: row.verdict as Verdict,
      runId: threadId ? row.runId : null,
      threadId,
      bytesUp: Number(row.bytesUp),
      bytesDown: Number(row.bytesDown),
      createdAt: row.createdAt.toISOString(),
    }
  })
}
