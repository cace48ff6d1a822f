import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashApiKey, type Principal, resolveScope } from '#lib/access/scope.ts'
import { visibleTopics } from '#lib/access/visible-topics.ts'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { redis } from '#lib/queue/connection.ts'
import { forgetDeletedWorkspace, listDeletedWorkspaces, settleLostReservations } from '#lib/runs/ownership.ts'
import { postMessage } from '#lib/runs/post-message.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { listApiKeys } from '#lib/tenants/api-keys/list-api-keys.ts'
import { createOwnTenant } from '#lib/tenants/create-tenant.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'
import { leaveTenant } from '#lib/tenants/members/leave-tenant.ts'
import { setMemberRole } from '#lib/tenants/members/set-member-role.ts'
import { transferOwnership } from '#lib/tenants/members/transfer-ownership.ts'
import { deleteTenant } from '#lib/tenants/organisation/delete-tenant.ts'
import { archiveWorkspace } from '#lib/workspaces/archive-workspace.ts'
import { deleteWorkspace } from '#lib/workspaces/delete-workspace.ts'
import { listWorkspaces } from '#lib/workspaces/list-workspaces.ts'
import { restoreWorkspace } from '#lib/workspaces/restore-workspace.ts'
import { eventually } from '#tests/support/crew.ts'
import { type Installation, installHere } from '../walls/installation.ts'
import { makeWorld, type World } from '../walls/world.ts'

let installation: Installation
let world: World
beforeAll(async () => {
  installation = await installHere()
})
afterAll(() => installation.close())
beforeEach(async () => {
  await redis().flushdb()
  world = await makeWorld(installation.sql)
  // One owner, whose login is good.
  await installation.sql.query(`delete from memberships where tenant_id = $1 and role = 'owner' and user_id <> $2`, [
    world.tenantId,
    userIdOf(world.people.owner),
  ])
})

const refusal = (code: string) => expect.objectContaining({ code })
const userIdOf = (principal: Principal) => (principal as { userId: string }).userId
const roleOf = async (principal: Principal, tenantId = world.tenantId) =>
  (await resolveScope(principal, { tenantId }).catch(() => null))?.role ?? null

describe('an API key', () => {
  async function keyWith(fields: Record<string, unknown>): Promise<Principal> {
    const made = await createApiKey.run(world.people.owner, { tenantId: world.tenantId, name: 'key', ...fields })
    return { kind: 'api_key', keyHash: hashApiKey(made.key) }
  }

  test('does what its scopes name, whatever its role', async () => {
    const { workspaceId, threadId } = world.main
    const { tenantId } = world
    const [reads, works, manages] = [
      await keyWith({ role: 'owner', scopes: ['read'] }),
      await keyWith({ role: 'owner', scopes: ['write'] }),
      await keyWith({ role: 'owner', scopes: ['manage'] }),
    ]
    const post = (key: Principal) =>
      postMessage.run(key, { workspaceId, threadId, text: 'Hello', messageId: randomUUID(), runId: randomUUID() })
    for (const key of [reads, works, manages]) await expect(listAgents.run(key, { workspaceId })).resolves.toBeDefined()
    for (const key of [reads, manages]) {
      await expect(post(key)).rejects.toMatchObject({ code: 'not_allowed', message: expect.stringContaining('write') })
    }
    await expect(post(works)).resolves.toBeDefined()
    for (const key of [reads, works])
      await expect(listApiKeys.run(key, { tenantId })).rejects.toEqual(refusal('not_allowed'))
    await expect(listApiKeys.run(manages, { tenantId })).resolves.toBeDefined()
  })

  test('does not more than its role, with all scopes', async () => {
    const key = await keyWith({ role: 'viewer' })
    await expect(listApiKeys.run(key, { tenantId: world.tenantId })).rejects.toEqual(refusal('not_allowed'))
    await expect(
      deleteTenant.run(key, { tenantId: world.tenantId, confirmName: `Tenant ${world.tenantId}` }),
    ).rejects.toEqual(refusal('not_allowed'))
  })

  test('shows when it was last used, at the cost of one write a minute', async () => {
    const key = await keyWith({ role: 'member' })
    const { keyHash } = key as { keyHash: Uint8Array }
    const lastUse = async () => {
      const { rows } = await installation.sql.query<{ at: string | null; version: string }>(
        'select last_used_at::text as at, xmin::text as version from api_keys where hash = $1',
        [keyHash],
      )
      return rows[0]
    }
    expect((await lastUse())?.at).toBeNull()
    for (let n = 0; n < 5; n++) await listAgents.run(key, { workspaceId: world.main.workspaceId })
    const first = await eventually('the use to be noted', async () => {
      const use = await lastUse()
      return use?.at ? use : null
    })
    // Another web process, which has not noted it yet.
    await installation.sql.query('select touch_api_key($1)', [keyHash])
    expect(await lastUse()).toEqual(first)
  })
})

describe('an organisation', () => {
  test('is left by whoever wants, with the keys that they made, and not by its last owner', async () => {
    const { tenantId } = world
    const { owner, admin } = world.people
    await expect(leaveTenant.run(owner, { tenantId })).rejects.toEqual(refusal('conflict'))
    await expect(leaveTenant.run(world.keys.ofTenant, { tenantId })).rejects.toEqual(refusal('not_allowed'))
    await createApiKey.run(admin, { tenantId, name: 'theirs', role: 'admin' })
    expect(await leaveTenant.run(admin, { tenantId })).toMatchObject({ revokedKeys: 1 })
    expect([await roleOf(admin), await roleOf(owner)]).toEqual([null, 'owner'])
    // Streams that are open see nothing more at their next look.
    const topic = `workspace:${world.main.workspaceId}` as const
    expect(await visibleTopics([{ principal: admin, topic }])).toEqual([])
  })

  test('is handed over by its owner, who cannot take it back', async () => {
    const { tenantId } = world
    const { owner, admin, member } = world.people
    const key = await createApiKey.run(owner, { tenantId, name: 'strong', role: 'owner' })
    const by = (who: Principal, heir: Principal) => transferOwnership.run(who, { tenantId, userId: userIdOf(heir) })
    await expect(by(admin, admin)).rejects.toEqual(refusal('not_allowed'))
    await expect(by(world.keys.ofTenant, member)).rejects.toEqual(refusal('not_allowed'))
    await expect(by(owner, owner)).rejects.toEqual(refusal('conflict'))
    await by(owner, member)
    expect([await roleOf(owner), await roleOf(member)]).toEqual(['admin', 'owner'])
    const byKey: Principal = { kind: 'api_key', keyHash: hashApiKey(key.key) }
    await expect(listApiKeys.run(byKey, { tenantId })).rejects.toEqual(refusal('unauthenticated'))
    await expect(setMemberRole.run(owner, { tenantId, userId: userIdOf(owner), role: 'owner' })).rejects.toEqual(
      refusal('not_allowed'),
    )
  })

  test('of two heirs at once has one owner', async () => {
    const { tenantId } = world
    const { owner, admin, member } = world.people
    const outcomes = await Promise.allSettled(
      [admin, member].map((heir) => transferOwnership.run(owner, { tenantId, userId: userIdOf(heir) })),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect([await roleOf(admin), await roleOf(member)].filter((role) => role === 'owner')).toHaveLength(1)
  })

  test('is one of several that a person is in', async () => {
    const { viewer } = world.people
    const made = await createOwnTenant(viewer, 'Second', furnishTenant)
    const memberships = await listOwnMemberships(viewer)
    expect(memberships.map(({ tenantName, role }) => [tenantName, role])).toContainEqual(['Second', 'owner'])
    expect([await roleOf(viewer), await roleOf(viewer, made.tenantId)]).toEqual(['viewer', 'owner'])
    await expect(createOwnTenant(world.keys.ofTenant, 'Third', furnishTenant)).rejects.toEqual(
      refusal('unauthenticated'),
    )
    await expect(createOwnTenant(viewer, '  ', furnishTenant)).rejects.toEqual(refusal('invalid_input'))
  })

  test('that is deleted leaves nothing but the record, and its files are noted for the workers', async () => {
    const { tenantId, main, other } = world
    const { owner } = world.people
    await expect(deleteTenant.run(owner, { tenantId, confirmName: 'Tenant' })).rejects.toEqual(refusal('invalid_input'))
    await deleteTenant.run(owner, { tenantId, confirmName: `Tenant ${tenantId}` })
    expect(await roleOf(owner)).toBeNull()
    expect((await installation.tablesThatMention(tenantId, main.marker)).sort()).toEqual([])
    const { rows } = await installation.sql.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'`,
    )
    // What a run had set aside for a call is billed by the worker's next tick, also when the run is gone.
    await settleLostReservations()
    const left: string[] = []
    for (const { name } of rows) {
      const { rowCount } = await installation.sql.query(`select 1 from "${name}" where tenant_id = $1`, [tenantId])
      if (rowCount) left.push(name)
    }
    expect(left.sort()).toEqual(['audit_events', 'usage_events'])
    const noted = await listDeletedWorkspaces('docker')
    expect(noted).toEqual(expect.arrayContaining([main.workspaceId, other.workspaceId]))
    await forgetDeletedWorkspace(main.workspaceId)
    expect(await listDeletedWorkspaces('docker')).not.toContain(main.workspaceId)
  })
})

describe('a workspace', () => {
  test('that is archived can be read and not changed, is in no list, and what it did is over', async () => {
    const { tenantId, main } = world
    const { workspaceId, threadId } = main
    const { owner, admin, member } = world.people
    await archiveWorkspace.run(admin, { tenantId, workspaceId })
    await expect(listAgents.run(member, { workspaceId })).resolves.toBeDefined()
    const post = (who: Principal) =>
      postMessage.run(who, { workspaceId, threadId, text: 'Hello', messageId: randomUUID(), runId: randomUUID() })
    for (const who of [owner, member, world.keys.ofTenant])
      await expect(post(who)).rejects.toEqual(refusal('not_allowed'))
    const listed = async (who: Principal, archived: boolean) =>
      (await listWorkspaces.run(who, { tenantId, limit: 50, archived })).items.map(({ id }) => id)
    expect(await listed(owner, false)).toEqual([world.other.workspaceId])
    expect(await listed(owner, true)).toEqual([workspaceId])
    await expect(listed(member, true)).rejects.toEqual(refusal('not_allowed'))
    const { rows } = await installation.sql.query(
      `select count(*)::int as n from runs where workspace_id = $1 and status in ('queued', 'running')`,
      [workspaceId],
    )
    expect(rows).toEqual([{ n: 0 }])
    await restoreWorkspace.run(admin, { tenantId, workspaceId })
    await expect(post(member)).resolves.toBeDefined()
  })

  test('is deleted by its typed name alone, and never the last one', async () => {
    const { tenantId, main, other } = world
    const { admin } = world.people
    const by = (workspaceId: string, confirmName: string) =>
      deleteWorkspace.run(admin, { tenantId, workspaceId, confirmName })
    await expect(by(main.workspaceId, 'Room')).rejects.toEqual(refusal('invalid_input'))
    await by(main.workspaceId, `Room ${main.marker}`)
    await expect(listAgents.run(admin, { workspaceId: main.workspaceId })).rejects.toEqual(refusal('not_found'))
    await expect(by(other.workspaceId, `Room ${other.marker}`)).rejects.toEqual(refusal('conflict'))
    await expect(archiveWorkspace.run(admin, { tenantId, workspaceId: other.workspaceId })).rejects.toEqual(
      refusal('conflict'),
    )
    await expect(listAgents.run(admin, { workspaceId: other.workspaceId })).resolves.toBeDefined()
  })
})
