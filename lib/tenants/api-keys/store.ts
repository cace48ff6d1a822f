import { KEY_SCOPES, type KeyScope } from '#lib/access/key-scopes.ts'
import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Role } from '#lib/access/roles.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { ApiKeyView } from '../schema.ts'

const keyColumns = {
  id: true,
  name: true,
  hint: true,
  role: true,
  scopes: true,
  workspaceId: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
} as const

type ApiKeyRow = Omit<ApiKeyView, 'scopes' | 'createdAt' | 'lastUsedAt' | 'expiresAt' | 'revokedAt'> & {
  scopes: string[]
  createdAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
  revokedAt: Date | null
}

function toApiKeyView(row: ApiKeyRow): ApiKeyView {
  return {
    ...row,
    scopes: KEY_SCOPES.filter((scope) => row.scopes.includes(scope)),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}

export interface NewApiKey {
  id: string
  tenantId: string
  workspaceId: string | null
  name: string
  hint: string
  hash: Uint8Array<ArrayBuffer>
  role: Role
  scopes: KeyScope[]
  createdById: string
  expiresAt: Date | null
}

/** Null: the tenant has no such workspace. */
export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<ApiKeyView | null> {
  if (key.workspaceId && !(await tx.workspace.findFirst({ where: { id: key.workspaceId } }))) return null
  return toApiKeyView(await tx.apiKey.create({ data: { ...key, name: toText(key.name) }, select: keyColumns }))
}

export async function selectApiKeys(tx: Tx, { after, limit }: PageRequest<TimeKey>): Promise<Page<ApiKeyView>> {
  const rows = await tx.apiKey.findMany({
    select: keyColumns,
    where: afterInTime(after),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, toApiKeyView)
}

export async function revokeApiKeyRow(tx: Tx, keyId: string): Promise<ApiKeyView | null> {
  const [row] = await tx.apiKey.updateManyAndReturn({
    where: { id: keyId, revokedAt: null },
    data: { revokedAt: new Date() },
    select: keyColumns,
  })
  return row ? toApiKeyView(row) : null
}

/** How many there were. */
export async function revokeKeysWithRole(tx: Tx, createdById: string, roles: Role[]): Promise<number> {
  const { count } = await tx.apiKey.updateMany({
    where: { createdById, revokedAt: null, role: { in: roles } },
    data: { revokedAt: new Date() },
  })
  return count
}
