import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withScope } from '#lib/db/with-scope.ts'
import { type Installation, installHere } from './installation.ts'
import { makeWorld, type World } from './world.ts'

/* What a hole in the code above the database could do at worst: any SQL at all, under the role that serves requests. */

let installation: Installation
let app: pg.Pool
let world: World
let stranger: World

beforeAll(async () => {
  installation = await installHere()
  app = new pg.Pool({ connectionString: installation.appUrl, max: 2 })
  app.on('error', () => {})
  // Dropping the database may overtake the goodbye of a connection.
  app.on('error', () => {})
})
beforeEach(async () => {
  world = await makeWorld(installation.sql)
  stranger = await makeWorld(installation.sql)
})
afterAll(async () => {
  await app.end()
  await installation.close()
})

interface Ids {
  tenantId: string
  workspaceId: string | null
  principalId: string
}

/** Runs statements under a scope, as lib/db/with-scope.ts sets it, and rolls them back. */
async function under<T>(scope: Ids, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await app.connect()
  try {
    await client.query('begin')
    const settings = Object.entries({
      tenant_id: scope.tenantId,
      workspace_id: scope.workspaceId,
      principal_id: scope.principalId,
    })
    for (const [name, value] of settings)
      await client.query('select set_config($1, $2, true)', [`app.${name}`, value ?? ''])
    return await work(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const keyOf = (table: string) => (table === 'tenants' ? 'id' : 'tenant_id')

async function tenantTables(): Promise<string[]> {
  const { rows } = await installation.sql.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
       and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'account')`,
  )
  return rows.map(({ name }) => name)
}

/** Rows that are added and never removed, and whose place never changes. */
const appendOnly = new Set([
  'approvals',
  'tool_policies',
  'agent_messages',
  'safety_decisions',
  'budget_counters',
  'budget_reservations',
  'team_settings',
  'usage_events',
  'audit_events',
  'network_connections',
  'agent_versions',
  'agent_images',
  'prompt_texts',
  'prompt_messages',
  'step_prompts',
  'model_failures',
  'package_publishers',
  'packages',
  'package_versions',
])

/** Rows that may go, and whose place never changes. */
const neverMoved = new Set(['budgets', 'stops'])

/** What an organisation's workspaces share. */
const ofTenants = new Set([
  'tenants',
  'memberships',
  'invitation_uses',
  'notification_settings',
  'model_prices',
  'package_publishers',
  'packages',
  'package_versions',
])

describe('any SQL under a scope', () => {
  const scopes: [string, () => Ids, () => Ids][] = [
    [
      'another tenant',
      () => ({
        tenantId: stranger.tenantId,
        workspaceId: stranger.main.workspaceId,
        principalId: stranger.main.memberId,
      }),
      () => ({ tenantId: world.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }),
    ],
    [
      'another tenant as a whole',
      () => ({ tenantId: stranger.tenantId, workspaceId: null, principalId: stranger.main.memberId }),
      () => ({ tenantId: world.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }),
    ],
    [
      'no tenant',
      () => ({ tenantId: '', workspaceId: null, principalId: '' }),
      () => ({ tenantId: world.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }),
    ],
    [
      'a workspace’s id from one tenant and the tenant’s from another',
      () => ({ tenantId: stranger.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }),
      () => ({ tenantId: world.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }),
    ],
  ]

  test.each(scopes)('of %s sees, changes and deletes no row of this one', async (_, attackerScope, victimScope) => {
    for (const table of await tenantTables()) {
      const where = `"${keyOf(table)}" = '${world.tenantId}'`
      const seen = await under(attackerScope(), (client) => client.query(`select 1 from "${table}" where ${where}`))
      expect(seen.rowCount, `${table}: seen`).toBe(0)
      const own = await under(victimScope(), (client) => client.query(`select 1 from "${table}" where ${where}`))
      expect(own.rowCount, `${table}: its own scope sees it`).toBeGreaterThan(0)
      if (appendOnly.has(table)) continue
      if (!neverMoved.has(table)) {
        const changed = await under(attackerScope(), (client) =>
          client.query(`update "${table}" set "${keyOf(table)}" = "${keyOf(table)}" where ${where}`),
        )
        expect(changed.rowCount, `${table}: changed`).toBe(0)
      }
      const deleted = await under(attackerScope(), (client) => client.query(`delete from "${table}" where ${where}`))
      expect(deleted.rowCount, `${table}: deleted`).toBe(0)
    }
  })

  test('of one workspace sees no row of another, but for the skills of its organisation', async () => {
    const scope = { tenantId: world.tenantId, workspaceId: world.other.workspaceId, principalId: world.other.memberId }
    for (const table of (await tenantTables()).filter((name) => !ofTenants.has(name))) {
      const column = table === 'workspaces' ? 'id' : 'workspace_id'
      const { rowCount } = await under(scope, (client) =>
        client.query(`select 1 from "${table}" where "${column}" <> $1 or "${column}" is null and $2`, [
          world.other.workspaceId,
          !table.startsWith('skill'),
        ]),
      )
      expect(rowCount, table).toBe(0)
    }
  })

  test('of a workspace neither changes, takes nor deletes a skill of the organisation', async () => {
    const { tenantId, workspaceId, memberId, tenantSkillId } = world.main
    const changes = [
      'delete from skills where id = $1 and $2::uuid is not null',
      `update skills set description = 'Obey me.' where id = $1 and $2::uuid is not null`,
      'update skills set workspace_id = $2 where id = $1',
      `update skill_versions set files = '[]' where skill_id = $1 and $2::uuid is not null`,
      'update skill_versions set workspace_id = $2 where skill_id = $1',
    ]
    for (const change of changes) {
      const scope = { tenantId, workspaceId, principalId: memberId }
      const { rowCount } = await under(scope, (client) => client.query(change, [tenantSkillId, workspaceId]))
      expect(rowCount, change).toBe(0)
    }
  })

  test('sees what is private only as the one it belongs to', async () => {
    const { tenantId, workspaceId, colleagueId, memberId } = world.main
    for (const table of [
      'threads',
      'messages',
      'runs',
      'steps',
      'tool_calls',
      'prompt_messages',
      'step_prompts',
      'model_failures',
      'approvals',
      'agent_messages',
      'safety_decisions',
      'thread_texts',
      'thread_shares',
    ]) {
      const privateRows = (principalId: string) =>
        under({ tenantId, workspaceId, principalId }, (client) =>
          client.query(`select 1 from "${table}" where private_to is not null`),
        )
      expect((await privateRows(colleagueId)).rowCount, table).toBe(0)
      expect((await privateRows(memberId)).rowCount, table).toBeGreaterThan(0)
    }
  })

  test('cannot move or copy a row into another tenant or workspace', async () => {
    const scope = { tenantId: world.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }
    const attempts = [
      `update agents set tenant_id = '${stranger.tenantId}'`,
      `update agents set workspace_id = '${world.other.workspaceId}'`,
      `insert into agents select '${randomUUID()}', '${stranger.tenantId}', '${stranger.main.workspaceId}', name, color, persona, models, tools, sandbox, created_at, updated_at, null from agents limit 1`,
      `insert into memberships (tenant_id, user_id, role) values ('${stranger.tenantId}', '${world.main.memberId}', 'owner')`,
      `insert into workspaces (id, tenant_id, name) values ('${randomUUID()}', '${stranger.tenantId}', 'x')`,
      `insert into api_keys (id, tenant_id, name, hint, hash, role) values ('${randomUUID()}', '${world.tenantId}', 'k', 'h', '\\x01', 'owner')`,
    ]
    for (const attempt of attempts) {
      const refused = under(scope, (client) => client.query(attempt))
      await expect(refused, attempt).rejects.toMatchObject({ message: expect.stringMatching(/row-level security/) })
    }
  })

  test('cannot point at a row across a wall: foreign keys carry the workspace', async () => {
    const { tenantId, workspaceId, threadId, messageId, failedRunId, memberId } = world.main
    const scope = { tenantId, workspaceId, principalId: memberId }
    const loot = [stranger.main, world.other]
    for (const there of loot) {
      const attempts = [
        `update threads set agent_id = '${there.agentId}' where id = '${threadId}'`,
        `update messages set thread_id = '${there.threadId}' where id = '${messageId}'`,
        `update runs set thread_id = '${there.threadId}' where id = '${failedRunId}'`,
        `update runs set agent_id = '${there.agentId}' where id = '${failedRunId}'`,
        `update runs set message_id = '${there.messageId}' where id = '${failedRunId}'`,
        `update steps set run_id = '${there.failedRunId}'`,
        `update tool_calls set run_id = '${there.failedRunId}'`,
        `update providers set agent_id = '${there.agentId}'`,
        `update sandbox_leases set agent_id = '${there.agentId}'`,
      ]
      for (const attempt of attempts) {
        const refused = under(scope, (client) => client.query(attempt))
        await expect(refused, attempt).rejects.toMatchObject({
          message: expect.stringMatching(/foreign key|duplicate key/),
        })
      }
    }
    const outsider = `insert into workspace_members (tenant_id, workspace_id, user_id) values ('${tenantId}', '${workspaceId}', '${stranger.main.memberId}')`
    await expect(under(scope, (client) => client.query(outsider))).rejects.toThrow(/foreign key/)
    const key = `insert into api_keys (id, tenant_id, workspace_id, name, hint, hash, role) values ('${randomUUID()}', '${tenantId}', '${stranger.main.workspaceId}', 'k', 'h', '\\x01', 'owner')`
    await expect(under({ ...scope, workspaceId: null }, (client) => client.query(key))).rejects.toThrow(/foreign key/)
  })

  test('adds to the ledgers, and neither changes nor removes anything there', async () => {
    const scope = { tenantId: world.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }
    for (const table of appendOnly) {
      for (const statement of [
        `update ${table} set tenant_id = tenant_id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        await expect(
          under(scope, (client) => client.query(statement)),
          statement,
        ).rejects.toThrow(/permission denied/)
      }
    }
  })

  test('reaches neither the queue’s rotation, nor claims, nor the migrations, nor another role', async () => {
    const scope = { tenantId: world.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }
    const attempts = [
      'select * from claim_turns',
      "select nextval('claim_turn_seq')",
      `insert into workers (id, internal_url, sandbox_driver) values ('${randomUUID()}', 'http://evil.example', 'docker')`,
      'set role crewhouse_platform',
      'set session authorization crewhouse_platform',
      'alter table agents disable row level security',
      'drop policy scope on agents',
      'create table mine (id int)',
      "copy (select 1) to program 'id'",
    ]
    for (const attempt of attempts) {
      const refused = under(scope, (client) => client.query(attempt))
      await expect(refused, attempt).rejects.toThrow(/permission denied|must be (owner|superuser)/)
    }
  })

  test('cancels the runs of its own workspace’s agent alone', async () => {
    const scope = {
      tenantId: stranger.tenantId,
      workspaceId: stranger.main.workspaceId,
      principalId: stranger.main.memberId,
    }
    const before = await installation.stateOf(world.tenantId)
    const { rowCount } = await under(scope, (client) =>
      client.query('select * from cancel_runs_of_agent($1)', [world.main.agentId]),
    )
    expect(rowCount).toBe(0)
    expect(await installation.stateOf(world.tenantId)).toBe(before)
  })
})

test('a scope ends with its transaction: the next one on the connection begins with none', async () => {
  const scope = { tenantId: world.tenantId, workspaceId: world.main.workspaceId, principalId: world.main.memberId }
  await withScope(scope, async (tx) => {
    expect(await tx.agent.count()).toBe(2)
  })
  const single = new pg.Client({ connectionString: installation.appUrl })
  await single.connect()
  await single.query('begin')
  await single.query("select set_config('app.tenant_id', $1, true)", [world.tenantId])
  expect((await single.query('select 1 from tenants')).rowCount).toBe(1)
  await single.query('commit')
  expect((await single.query('select 1 from tenants')).rowCount).toBe(0)
  await single.end()
})
