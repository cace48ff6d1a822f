import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashApiKey, resolveScope } from '#lib/access/scope.ts'
import { createAgent } from '#lib/agents/create-agent.ts'
import { deleteAgent } from '#lib/agents/delete-agent.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { agentTemplates } from '#lib/agents/templates.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'
import { createProvider } from '#lib/providers/create-provider.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { listApiKeys } from '#lib/tenants/api-keys/list-api-keys.ts'
import { revokeApiKey } from '#lib/tenants/api-keys/revoke-api-key.ts'
import { listMembers } from '#lib/tenants/members/list-members.ts'
import { removeMember } from '#lib/tenants/members/remove-member.ts'
import { setMemberRole } from '#lib/tenants/members/set-member-role.ts'
import { addWorkspaceMember } from '#lib/workspaces/add-workspace-member.ts'
import { listWorkspaces } from '#lib/workspaces/list-workspaces.ts'
import { removeWorkspaceMember } from '#lib/workspaces/remove-workspace-member.ts'
import { updateWorkspace } from '#lib/workspaces/update-workspace.ts'
import { type Installation, installHere } from '../walls/installation.ts'
import { makeWorld, type World } from '../walls/world.ts'

let installation: Installation
let world: World
beforeAll(async () => {
  installation = await installHere()
})
beforeEach(async () => {
  world = await makeWorld(installation.sql)
  // makeWorld has three more owners, of whom one was removed.
  await installation.sql.query(`delete from memberships where tenant_id = $1 and role = 'owner' and user_id <> $2`, [
    world.tenantId,
    userIdOf('owner'),
  ])
})
afterAll(() => installation.close())

function userIdOf(role: keyof World['people']): string {
  const person = world.people[role]
  if (person.kind !== 'login') throw new Error('people log in')
  return person.userId
}

const refusal = (code: string) => expect.objectContaining({ code })

describe('members', () => {
  test('the last owner stays owner, also when two owners demote each other at once', async () => {
    const { tenantId } = world
    const { owner, admin } = world.people
    const demote = (actor: typeof owner, userId: string) =>
      setMemberRole.run(actor, { tenantId, userId, role: 'member' })
    await expect(demote(owner, userIdOf('owner'))).rejects.toEqual(refusal('conflict'))
    await expect(removeMember.run(owner, { tenantId, userId: userIdOf('owner') })).rejects.toEqual(refusal('conflict'))

    await setMemberRole.run(owner, { tenantId, userId: userIdOf('admin'), role: 'owner' })
    const outcomes = await Promise.allSettled([demote(owner, userIdOf('admin')), demote(admin, userIdOf('owner'))])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { items: members } = await listMembers.run(world.people.viewer, { tenantId })
    expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1)
  })

  test('an admin makes no owner, and touches none', async () => {
    const { tenantId } = world
    const { admin } = world.people
    const attempts = [
      () => setMemberRole.run(admin, { tenantId, userId: userIdOf('admin'), role: 'owner' }),
      () => setMemberRole.run(admin, { tenantId, userId: userIdOf('owner'), role: 'viewer' }),
      () => removeMember.run(admin, { tenantId, userId: userIdOf('owner') }),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toEqual(refusal('not_allowed'))
    expect(await setMemberRole.run(admin, { tenantId, userId: userIdOf('viewer'), role: 'admin' })).toMatchObject({
      role: 'admin',
    })
  })

  test('who is removed is out at once: of workspaces entered by name, and with the keys they made', async () => {
    const { tenantId, main } = world
    const { owner, admin } = world.people
    const made = await createApiKey.run(admin, { tenantId, name: 'theirs', role: 'admin' })
    const byKey = { kind: 'api_key', keyHash: hashApiKey(made.key) } as const
    await expect(listMembers.run(byKey, { tenantId })).resolves.toBeDefined()

    expect(await removeMember.run(owner, { tenantId, userId: userIdOf('admin') })).toMatchObject({ revokedKeys: 1 })
    await expect(listMembers.run(byKey, { tenantId })).rejects.toEqual(refusal('unauthenticated'))
    await expect(listMembers.run(admin, { tenantId })).rejects.toEqual(refusal('not_found'))

    await removeMember.run(owner, { tenantId, userId: main.memberId })
    const { rowCount } = await installation.sql.query('select 1 from workspace_members where user_id = $1', [
      main.memberId,
    ])
    expect(rowCount).toBe(0)
  })

  test('a lower role revokes the keys that could do more', async () => {
    const { tenantId } = world
    const { owner, admin } = world.people
    await createApiKey.run(admin, { tenantId, name: 'strong', role: 'admin' })
    await createApiKey.run(admin, { tenantId, name: 'weak', role: 'viewer' })
    await setMemberRole.run(owner, { tenantId, userId: userIdOf('admin'), role: 'member' })
    const { items: apiKeys } = await listApiKeys.run(owner, { tenantId })
    const revoked = Object.fromEntries(apiKeys.map(({ name, revokedAt }) => [name, revokedAt !== null]))
    expect(revoked).toMatchObject({ strong: true, weak: false })
  })
})

describe('API keys', () => {
  test('are shown once, hold their maker’s role at most, and end when they are revoked', async () => {
    const { tenantId, main } = world
    const { admin, owner } = world.people
    const made = await createApiKey.run(admin, { tenantId, name: 'ci', workspaceId: main.workspaceId })
    expect(made).toMatchObject({ key: expect.stringMatching(/^chk_[\w-]{43}$/), role: 'member' })
    const { rows } = await installation.sql.query('select k::text as row from api_keys k where id = $1', [made.id])
    expect(rows[0]?.row).not.toContain(made.key.slice(4, 20))
    expect(JSON.stringify(await listApiKeys.run(owner, { tenantId }))).not.toContain(made.key)

    await expect(createApiKey.run(admin, { tenantId, name: 'x', role: 'owner' })).rejects.toEqual(
      refusal('not_allowed'),
    )
    const expiresAt = new Date(0).toISOString()
    await expect(createApiKey.run(admin, { tenantId, name: 'x', expiresAt })).rejects.toEqual(refusal('invalid_input'))

    const byKey = { kind: 'api_key', keyHash: hashApiKey(made.key) } as const
    await expect(listAgents.run(byKey, { workspaceId: main.workspaceId })).resolves.toBeDefined()
    await expect(listAgents.run(byKey, { workspaceId: world.other.workspaceId })).rejects.toEqual(refusal('not_found'))
    await revokeApiKey.run(admin, { tenantId, apiKeyId: made.id })
    await expect(listAgents.run(byKey, { workspaceId: main.workspaceId })).rejects.toEqual(refusal('unauthenticated'))
  })

  test('make no keys, not even an owner’s', async () => {
    const attempt = createApiKey.run(world.keys.ofTenant, { tenantId: world.tenantId, name: 'child' })
    await expect(attempt).rejects.toEqual(refusal('not_allowed'))
  })
})

describe('workspaces', () => {
  test('entered by name are listed only to those who enter them', async () => {
    const { tenantId, main, other } = world
    const idsFor = async (principal: typeof world.colleague) =>
      (await listWorkspaces.run(principal, { tenantId })).items.map(({ id }) => id).sort()
    expect(await idsFor(world.colleague)).toEqual([other.workspaceId])
    expect(await idsFor(world.people.member)).toEqual([main.workspaceId])
    expect(await idsFor(world.people.admin)).toEqual([main.workspaceId, other.workspaceId].sort())
    expect(await idsFor(world.keys.ofTenant)).toEqual([main.workspaceId, other.workspaceId].sort())
  })

  test('let in who is added by name, or everybody, and nobody after that ends', async () => {
    const { workspaceId, colleagueId } = world.main
    const { admin } = world.people
    const enters = () =>
      resolveScope(world.colleague, { workspaceId }).then(
        () => true,
        () => false,
      )
    expect(await enters()).toBe(false)
    await addWorkspaceMember.run(admin, { workspaceId, userId: colleagueId })
    expect(await enters()).toBe(true)
    await removeWorkspaceMember.run(admin, { workspaceId, userId: colleagueId })
    expect(await enters()).toBe(false)
    await updateWorkspace.run(admin, { workspaceId, access: 'tenant' })
    expect(await enters()).toBe(true)
    await updateWorkspace.run(admin, { workspaceId, access: 'named' })
    expect(await enters()).toBe(false)
  })
})

describe('agents', () => {
  test.each(agentTemplates.map(({ id }) => id))(
    'begin from the template "%s" and can be changed',
    async (templateId) => {
      const { workspaceId } = world.main
      const { member } = world.people
      const agent = await createAgent.run(member, { workspaceId, templateId })
      expect(agent.persona.length).toBeGreaterThan(200)
      expect(agent.models).toEqual([])
      const sandbox = { ...agent.sandbox, memoryMb: 256 }
      const changed = await updateAgent.run(member, {
        workspaceId,
        agentId: agent.id,
        name: 'Bo\0b',
        tools: [],
        sandbox,
      })
      expect(changed).toMatchObject({
        name: 'Bo\ufffdb',
        tools: [],
        persona: agent.persona,
        sandbox: { memoryMb: 256 },
      })
      expect(await getAgent.run(member, { workspaceId, agentId: agent.id })).toEqual(changed)
    },
  )

  test('use providers of their workspace or of their own, not another agent’s', async () => {
    const { workspaceId, agentId, providerId: ofAgent } = world.main
    const { admin } = world.people
    const provider = { kind: 'openai_compatible', name: 'P', baseUrl: 'http://127.0.0.1:9/v1', saveAnyway: true }
    const shared = await createProvider.run(admin, { workspaceId, ...provider })
    const choose = (agent: string, providerId: string) =>
      updateAgent.run(admin, { workspaceId, agentId: agent, models: [{ providerId, model: 'm' }] })
    const other = await createAgent.run(admin, { workspaceId, name: 'Other' })
    await expect(choose(agentId, ofAgent)).resolves.toBeDefined()
    await expect(choose(agentId, shared.id)).resolves.toBeDefined()
    await expect(choose(other.id, shared.id)).resolves.toBeDefined()
    const refused = choose(other.id, ofAgent)
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_input',
      fieldErrors: { 'models.0.providerId': [expect.any(String)] },
    })
  })

  test('that are deleted leave nothing to do, in private threads as well', async () => {
    const { workspaceId, agentId } = world.main
    const { admin } = world.people
    await installation.sql.query(
      `update runs set status = 'running', attempt = 1, lease_expires_at = now() + interval '1 minute' where id = $1`,
      [world.main.failedRunId],
    )
    expect(await deleteAgent.run(admin, { workspaceId, agentId })).toMatchObject({ cancelledRuns: 4 })
    const { rows } = await installation.sql.query(
      `select status, cancel_requested_at is not null as asked, count(*)::int as n from runs where agent_id = $1
       group by 1, 2 order by status::text`,
      [agentId],
    )
    expect(rows).toEqual([
      { status: 'cancelled', asked: true, n: 4 },
      { status: 'failed', asked: false, n: 1 },
      { status: 'running', asked: true, n: 1 },
    ])
    await expect(getAgent.run(admin, { workspaceId, agentId })).rejects.toEqual(refusal('not_found'))
    await expect(deleteAgent.run(admin, { workspaceId, agentId })).rejects.toEqual(refusal('not_found'))
    // Another workspace's are not touched.
    const { rowCount } = await installation.sql.query(`select 1 from runs where agent_id = $1 and status = 'queued'`, [
      world.other.agentId,
    ])
    expect(rowCount).toBe(2)
  })
})
