import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { hashApiKey } from '#lib/access/scope.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { signIn } from '#lib/tenants/sign-in.ts'
import { main } from '#scripts/admin/main.ts'
import { type Installation, installHere } from '../walls/installation.ts'

let installation: Installation
beforeAll(async () => {
  installation = await installHere()
})
afterAll(() => installation.close())
afterEach(() => {
  vi.restoreAllMocks()
})

/** Runs a command as `npm run admin -- ...` does. */
async function admin(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
  const written = { out: '', error: '' }
  const catching = (into: 'out' | 'error') => (chunk: unknown) => {
    written[into] += String(chunk)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(catching('out'))
  vi.spyOn(process.stderr, 'write').mockImplementation(catching('error'))
  const code = await main(argv)
  vi.restoreAllMocks()
  return { code, ...written }
}

async function json(...argv: string[]): Promise<Record<string, string>> {
  const { code, out, error } = await admin(...argv, '--json')
  expect({ code, error }).toEqual({ code: 0, error: '' })
  return JSON.parse(out)
}

const client = { address: '203.0.113.9', userAgent: '' }

test('from nothing to a key that works: admin, organisation, workspace, member, key', async () => {
  const root = await json('create-admin', '--email', 'root@example.com', '--name', 'Root')
  expect(root).toMatchObject({ isPlatformAdmin: true, password: expect.stringMatching(/.{20}/) })
  await expect(signIn({ email: 'root@example.com', password: root.password }, client)).resolves.toBeDefined()
  expect(await json('create-admin', '--email', 'root@example.com', '--name', 'Root')).toEqual({
    userId: root.userId,
    isPlatformAdmin: true,
  })

  const tenant = await json('create-tenant', '--name', 'Second', '--email', 'root@example.com')
  const several = await admin('create-api-key', '--email', 'root@example.com', '--name', 'ci')
  expect(several).toMatchObject({ code: 1, error: expect.stringContaining('--tenant') })
  const room = await json('create-workspace', '--tenant', `${tenant.tenantId}`, '--name', 'Room', '--access', 'named')
  expect(room).toMatchObject({ tenantId: tenant.tenantId, access: 'named' })

  const member = ['--email', 'm@example.com', '--name', 'Mo', '--tenant', `${tenant.tenantId}`]
  expect(await json('create-user', ...member, '--role', 'viewer', '--password', 'quite a phrase')).toMatchObject({
    role: 'viewer',
    tenantId: tenant.tenantId,
  })
  const byViewer = await admin('create-api-key', '--email', 'm@example.com', '--name', 'ci')
  expect(byViewer).toMatchObject({ code: 1, error: expect.stringContaining('"admin"') })

  const key = await json('create-api-key', '--tenant', `${tenant.tenantId}`, '--name', 'ci', '--days', '1')
  const principal = { kind: 'api_key', keyHash: hashApiKey(String(key.key)) } as const
  const { items: agents } = await listAgents.run(principal, { workspaceId: tenant.workspaceId })
  expect(agents).toHaveLength(1)
  const { rows } = await installation.sql.query('select actor_kind from audit_events where target_id = $1', [key.id])
  expect(rows).toEqual([{ actor_kind: 'operator' }])

  await json('revoke-api-key', '--tenant', `${tenant.tenantId}`, '--id', `${key.id}`)
  await expect(listAgents.run(principal, { workspaceId: tenant.workspaceId })).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  const list = await admin('list')
  expect(list.out).toMatch(/root@example\.com[\s\S]*Second[\s\S]*m@example\.com/)
})

test('a wrong call says how it is done, and a refusal says why', async () => {
  expect(await admin()).toMatchObject({ code: 2, out: expect.stringContaining('create-api-key') })
  expect(await admin('help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage') })
  expect(await admin('destroy')).toMatchObject({ code: 2, error: expect.stringContaining('"destroy"') })
  expect(await admin('create-tenant')).toMatchObject({ code: 2, error: expect.stringContaining('--name, --email') })
  expect(await admin('list', '--all')).toMatchObject({ code: 2 })
  const unknown = await admin('reset-password', '--email', `${randomUUID()}@example.com`)
  expect(unknown).toMatchObject({ code: 1, error: expect.stringContaining('was not found') })
  const weak = await admin('create-user', '--email', 'w@example.com', '--name', 'W', '--password', 'short')
  expect(weak).toMatchObject({ code: 1, error: 'password: Use at least 10 characters.\n' })
})
