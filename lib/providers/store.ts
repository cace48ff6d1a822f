import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { SealedSecret } from '#lib/secrets/schema.ts'
import type { ProviderKind, ProviderView } from './schema.ts'

export interface ProviderRow {
  id: string
  tenantId: string
  workspaceId: string
  agentId: string | null
  kind: ProviderKind
  name: string
  baseUrl: string | null
  /** As stored: parsed when it is opened. */
  sealedKey: unknown
  keyHint: string
  createdAt: Date
  updatedAt: Date
}

/** What people may see of a row. */
export function toView(row: ProviderRow): ProviderView {
  const { id, kind, name, baseUrl, keyHint, agentId } = row
  const [createdAt, updatedAt] = [row.createdAt.toISOString(), row.updatedAt.toISOString()]
  return { id, kind, name, baseUrl, keyHint, agentId, createdAt, updatedAt }
}

const inOrder = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
const usableBy = (agentId: string) => ({ OR: [{ agentId: null }, { agentId }] })

/** The workspace's own and those of the agent. */
export async function findUsable(tx: Tx, agentId: string): Promise<ProviderRow[]> {
  return tx.provider.findMany({ where: usableBy(agentId), orderBy: inOrder })
}

/** The workspace's own and those of the agent; without an agent, those of all agents. */
export async function listRows(
  tx: Tx,
  agentId: string | undefined,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<ProviderView>> {
  const rows = await tx.provider.findMany({
    where: { AND: [agentId ? usableBy(agentId) : {}, afterInTime(after)] },
    orderBy: inOrder,
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, toView)
}

export async function findRow(tx: Tx, id: string): Promise<ProviderRow | null> {
  return tx.provider.findUnique({ where: { id } })
}

export async function agentExists(tx: Tx, agentId: string): Promise<boolean> {
  return (await tx.agent.findFirst({ where: { id: agentId, deletedAt: null }, select: { id: true } })) !== null
}

export type NewProvider = Omit<ProviderRow, 'sealedKey' | 'createdAt' | 'updatedAt'> & {
  sealedKey: SealedSecret | null
}

export async function insertRow(tx: Tx, provider: NewProvider): Promise<ProviderRow> {
  const { name, sealedKey } = provider
  return tx.provider.create({ data: { ...provider, name: toText(name), sealedKey: sealedKey ?? undefined } })
}

export type ProviderChange = Partial<Pick<NewProvider, 'name' | 'baseUrl' | 'keyHint'>> & { sealedKey?: SealedSecret }

/** Changes the row that the caller has seen; null when it has changed since. */
export async function updateRow(
  tx: Tx,
  seen: Pick<ProviderRow, 'id' | 'updatedAt'>,
  change: ProviderChange,
): Promise<ProviderRow | null> {
  const { id, updatedAt } = seen
  const data = { ...change, name: change.name === undefined ? undefined : toText(change.name) }
  const [row] = await tx.provider.updateManyAndReturn({ where: { id, updatedAt }, data })
  return row ?? null
}

export async function deleteRow(tx: Tx, id: string): Promise<void> {
  await tx.provider.delete({ where: { id } })
}
