import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assertAppRoleIsBound } from '#lib/db/client.ts'
import { exemptTables } from '#lib/db/exempt-tables.ts'
import { type Installation, installHere } from './installation.ts'

let installation: Installation
beforeAll(async () => {
  installation = await installHere()
})
afterAll(() => installation.close())

/** Append-only: their rows outlive what they speak of. */
const ledgers = new Set(['usage_events', 'audit_events', 'network_connections', 'budget_reservations'])
/** People and keys (who may be gone), workers, and what a foreign key would only make slower. */
const pointersWithoutForeignKey = [
  'agent_messages.author_id',
  'agent_messages.tool_call_id',
  'agent_setups.worker_id',
  'agent_versions.saved_by_id',
  'api_keys.created_by_id',
  'approvals.answered_by_id',
  'approvals.tool_call_id',
  'file_trash.deleted_by_id',
  'file_uploads.created_by_id',
  'invitations.created_by_id',
  'memory_vectors.agent_id',
  'messages.author_id',
  'package_installations.package_id',
  'package_installations.version_id',
  'runs.created_by_id',
  'runs.forked_from_run_id',
  'runs.worker_id',
  'safety_decisions.root_run_id',
  'safety_decisions.tool_call_id',
  'sandbox_leases.worker_id',
  'thread_pins.principal_id',
  'thread_shares.created_by_id',
  'thread_texts.source_id',
  'threads.created_by_id',
]

interface TableSecurity {
  name: string
  enabled: boolean
  forced: boolean
  policies: number
}

async function tables(sql: Pick<pg.Pool, 'query'>): Promise<TableSecurity[]> {
  const { rows } = await sql.query<TableSecurity>(`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'f')`)
  return rows
}

async function unprotected(sql: Pick<pg.Pool, 'query'>): Promise<string[]> {
  const open = (await tables(sql)).filter(
    ({ name, enabled, forced, policies }) => !Object.hasOwn(exemptTables, name) && !(enabled && forced && policies > 0),
  )
  return open.map(({ name }) => name)
}

describe('every table', () => {
  test('has row-level security, forced and with a policy, or is on the exempt list with a reason', async () => {
    expect((await tables(installation.sql)).length).toBeGreaterThan(15)
    expect(await unprotected(installation.sql)).toEqual([])
  })

  test('of the exempt list exists and holds no tenant’s content', async () => {
    const names = (await tables(installation.sql)).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(exemptTables)))
    const { rows } = await installation.sql.query<{ name: string }>(
      `select distinct table_name as name from information_schema.columns
       where table_schema = 'public' and column_name in ('tenant_id', 'workspace_id')`,
    )
    // The rotation of the queue names tenants; the app role cannot read it at all.
    expect(rows.map(({ name }) => name).filter((name) => Object.hasOwn(exemptTables, name))).toEqual(['claim_turns'])
    const { rows: rights } = await installation.sql.query(
      `select privilege_type from information_schema.role_table_grants where table_name = 'claim_turns' and grantee = 'crewhouse_app'`,
    )
    expect(rights).toEqual([])
  })

  test.each([
    'alter table agents no force row level security',
    'alter table runs disable row level security',
    'drop policy scope on threads',
    'create table secrets_of_all (id uuid, tenant_id uuid)',
  ])('is missed when somebody writes: %s', async (mistake) => {
    const client = await installation.sql.connect()
    try {
      await client.query('begin')
      await client.query(mistake)
      expect(await unprotected(client)).toHaveLength(1)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  test('of a workspace checks the workspace as well as the tenant', async () => {
    const { rows } = await installation.sql.query<{ name: string; rule: string; check: string | null }>(`
      select p.tablename as name, p.qual as rule, p.with_check as check from pg_policies p
      where p.schemaname = 'public' and exists (select 1 from information_schema.columns c
        where c.table_schema = 'public' and c.table_name = p.tablename and c.column_name = 'workspace_id')`)
    expect(rows.length).toBeGreaterThan(10)
    const lax = rows.filter(
      ({ name, rule, check }) =>
        // Rules and skills of the tenant hold for its workspaces, which read them so; each scope writes its own alone.
        (check !== null &&
          !(
            /^(tool_policies|team_settings|budgets|stops|skills|skill_versions)$/.test(name) &&
            /app_tenant.*workspace_id IS DISTINCT FROM.*app_workspace/s.test(check)
          )) ||
        !/app_tenant/.test(rule) ||
        !/app_workspace/.test(rule),
    )
    expect(lax.map(({ name }) => name)).toEqual([])
  })

  test('of how people sign in belongs to one account, and to no scope', async () => {
    const { rows } = await installation.sql.query<{ name: string; rule: string; check: string | null }>(
      `select p.tablename as name, p.qual as rule, p.with_check as check from pg_policies p
       where p.schemaname = 'public' and p.policyname = 'account' order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(['external_identities', 'passkeys', 'recovery_codes', 'totp_factors'])
    expect(rows.filter(({ rule, check }) => check !== null || !/^\(user_id = .*app_account\(\)/.test(rule))).toEqual([])
  })

  test('with rows of one person alone checks the person', async () => {
    const { rows } = await installation.sql.query<{ name: string; rule: string }>(`
      select p.tablename as name, p.qual as rule from pg_policies p
      where p.schemaname = 'public' and exists (select 1 from information_schema.columns c
        where c.table_schema = 'public' and c.table_name = p.tablename and c.column_name = 'private_to')`)
    expect(rows.length).toBeGreaterThanOrEqual(5)
    expect(rows.filter(({ rule }) => !/private_to = .*app_principal/.test(rule))).toEqual([])
  })

  test('that points at another does so together with the tenant or workspace', async () => {
    const { rows } = await installation.sql.query<{ name: string; target: string; columns: string[] }>(`
      select c.conrelid::regclass::text as name, c.confrelid::regclass::text as target,
        array(select attname::text from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k) as columns
      from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`)
    // A foreign key's check does not see row-level security: alone, an id of another tenant would pass it.
    const lone = rows.filter(
      ({ target, columns }) =>
        !['users', 'tenants'].includes(target) && !columns.includes('tenant_id') && !columns.includes('workspace_id'),
    )
    expect(lone).toEqual([])
    const { rows: pointers } = await installation.sql.query<{ pointer: string }>(`
      select a.attrelid::regclass || '.' || a.attname as pointer from pg_attribute a join pg_class t on t.oid = a.attrelid
      where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and a.attname ~ '_id$' and a.attname <> 'tenant_id' and a.atttypid = 'uuid'::regtype
        and not exists (select 1 from pg_constraint c where c.contype = 'f' and c.conrelid = a.attrelid and a.attnum = any (c.conkey))`)
    const free = pointers.map(({ pointer }) => pointer).filter((pointer) => !ledgers.has(pointer.split('.')[0] ?? ''))
    expect(free.sort()).toEqual(pointersWithoutForeignKey)
  })
})

describe('the role that serves requests', () => {
  test('owns nothing, is no superuser, and cannot pass by row-level security', async () => {
    await expect(assertAppRoleIsBound()).resolves.toBeUndefined()
    const { rows } = await installation.sql.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::int from pg_class where relowner = r.oid) as owned,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships
       from pg_roles r where rolname = 'crewhouse_app'`,
    )
    const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }
    expect(rows).toEqual([{ ...nothing, owned: 0, memberships: 0 }])
  })

  test('may call only the functions that are meant for it, and those pin their search path', async () => {
    const { rows } = await installation.sql.query<{ name: string; definer: boolean; pinned: boolean }>(`
      select p.proname as name, p.prosecdef as definer,
        coalesce(array_to_string(p.proconfig, ',') like '%search_path=public, pg_temp%', false) as pinned
      from pg_proc p where p.pronamespace = 'public'::regnamespace and has_function_privilege('crewhouse_app', p.oid, 'execute')
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
    const definers = rows.filter(({ definer }) => definer)
    expect(definers.map(({ name }) => name).sort()).toEqual([
      'belongings_of_agent',
      'cancel_runs_of_agent',
      'cancel_runs_of_workspace',
      'delete_threads_of_agent',
      'external_identity_owner',
      'has_one_tenant',
      'list_key_workspaces',
      'list_memberships',
      'list_shared_threads',
      'look_up_invitation',
      'passkey_owner',
      'read_shared_thread',
      'reserve_budget',
      'resolve_scope',
      'resume_stopped_runs',
      'search_memory',
      'search_threads',
      'settle_budget',
      'touch_api_key',
      'visible_topics',
    ])
    expect(definers.filter(({ pinned }) => !pinned)).toEqual([])
    expect(rows.map(({ name }) => name)).not.toContain('claim_next_run')
  })

  test('a start under a role that row-level security does not bind is refused', async () => {
    const client = new pg.Client({ connectionString: installation.appUrl })
    await client.connect()
    const { rows } = await client.query('select current_user as name')
    await client.end()
    expect(rows[0]?.name).toBe('crewhouse_app')
  })
})
