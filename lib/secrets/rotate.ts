import { dangerouslyUnscoped } from '#lib/db/dangerously-unscoped.ts'
import { addKey, keepKeys, keyring } from './keyring.ts'
import type { SecretPlace } from './schema.ts'
import { rewrapSecret } from './seal.ts'

type TenantPurpose = Extract<SecretPlace, { tenantId: string }>['purpose']

interface SealedColumn {
  table: string
  column: string
  record: string
  /** The table's column of tenants; null: it is a person's. */
  tenant: 'tenant_id' | null
  placeOf(tenantId: string, recordId: string): SecretPlace
}

const ofTenant = (purpose: TenantPurpose): Pick<SealedColumn, 'tenant' | 'placeOf'> => ({
  tenant: 'tenant_id',
  placeOf: (tenantId, recordId) => ({ tenantId, recordId, purpose }),
})

/** Every column that holds a SealedSecret, and the place that it was sealed for. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'providers', column: 'sealed_key', record: 'id', ...ofTenant('provider-key') },
  { table: 'secret_versions', column: 'sealed', record: 'secret_id', ...ofTenant('secret') },
  { table: 'workspace_authorities', column: 'sealed_key', record: 'workspace_id', ...ofTenant('workspace-authority') },
  { table: 'oauth_services', column: 'sealed_client_secret', record: 'id', ...ofTenant('client-secret') },
  { table: 'oauth_connections', column: 'sealed_access_token', record: 'id', ...ofTenant('access-token') },
  { table: 'oauth_connections', column: 'sealed_refresh_token', record: 'id', ...ofTenant('refresh-token') },
  { table: 'package_publishers', column: 'sealed_key', record: 'tenant_id', ...ofTenant('publisher-key') },
  {
    table: 'totp_factors',
    column: 'secret',
    record: 'user_id',
    tenant: null,
    placeOf: (_, userId) => ({ userId, purpose: 'totp' }),
  },
]

const BATCH = 200

/**
 * A new key-encryption key, and every data key wrapped by it. Whoever runs meanwhile goes on: all keys open until
 * `forgetOldKeys`, and what is sealed with an old one in this moment is found in the next round.
 */
export async function rotateKeys(): Promise<{ key: string; rewrapped: number }> {
  addKey()
  let rewrapped = 0
  for (const sealed of SEALED_COLUMNS) {
    for (let changed = BATCH; changed > 0; ) {
      changed = await rewrapSome(sealed)
      rewrapped += changed
    }
  }
  return { key: keyring()[0].id, rewrapped }
}

/** Removes the keys that nothing is sealed with any more. */
export async function forgetOldKeys(): Promise<{ key: string; forgotten: number }> {
  const used = new Set([keyring()[0].id])
  for (const { table, column } of SEALED_COLUMNS) {
    const rows = await platform().$queryRawUnsafe<{ kek: string }[]>(
      `select distinct ${column} ->> 'kek' as kek from ${table} where ${column} is not null`,
    )
    for (const { kek } of rows) used.add(kek)
  }
  return { key: keyring()[0].id, forgotten: keepKeys(used) }
}

async function rewrapSome({ table, column, record, tenant, placeOf }: SealedColumn): Promise<number> {
  const rows = await platform().$queryRawUnsafe<{ tenant_id: string; record_id: string; sealed: unknown }[]>(
    `select ${tenant ?? `''`} as tenant_id, ${record} as record_id, ${column} as sealed from ${table}
     where ${column} is not null and ${column} ->> 'kek' <> $1 limit ${BATCH}`,
    keyring()[0].id,
  )
  for (const row of rows) {
    const again = await rewrapSecret(row.sealed, placeOf(row.tenant_id, row.record_id))
    // Whoever has changed it meanwhile has sealed it anew.
    await platform().$executeRawUnsafe(
      `update ${table} set ${column} = $1::jsonb where ${record} = $2::uuid and ${column} = $3::jsonb`,
      JSON.stringify(again),
      row.record_id,
      JSON.stringify(row.sealed),
    )
  }
  return rows.length
}

function platform() {
  return dangerouslyUnscoped('the key-encryption key is the installation’s: all tenants’ data keys are wrapped anew')
}
