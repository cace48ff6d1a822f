import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { redis } from '#lib/queue/connection.ts'
import { resetPassword } from '#lib/tenants/accounts.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'
import { endLogin, findSignedInUser, listLogins, revokeLogin } from '#lib/tenants/logins.ts'
import { type NewLogin, signIn } from '#lib/tenants/sign-in.ts'
import { type SignedUp, signUp } from '#lib/tenants/sign-up.ts'
import { type Installation, installHere } from '../walls/installation.ts'

const password = 'correct horse, battery'
const client = { address: '203.0.113.7', userAgent: 'A browser' }
const newEmail = () => `${randomUUID()}@example.com`

let installation: Installation
beforeAll(async () => {
  installation = await installHere()
})
afterAll(() => installation.close())
beforeEach(() => redis().flushdb())

function register(fields: { email?: string; name?: string; password?: string } = {}): Promise<SignedUp> {
  return signUp({ email: newEmail(), name: 'Ada', password, ...fields }, client, furnishTenant)
}

function principalOf({ loginId, userId }: NewLogin): Principal {
  return { kind: 'login', loginId, userId }
}

// First of all: it needs an installation without accounts.
test('of many first sign-ups at once, exactly one becomes the platform’s admin', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => register()))
  expect(outcomes.filter(({ isPlatformAdmin }) => isPlatformAdmin)).toHaveLength(1)
  const { rows } = await installation.sql.query('select count(*)::int as n from users where is_platform_admin')
  expect(rows[0]?.n).toBe(1)
  expect((await register()).isPlatformAdmin).toBe(false)
})

describe('signing up', () => {
  test('makes an organisation of one’s own, a workspace, and an agent that is ready', async () => {
    const email = newEmail()
    const { workspaceId, tenantId } = await register({ email, name: 'Ada Lovelace' })
    const principal = principalOf(await signIn({ email, password }, client))
    expect(await listOwnMemberships(principal)).toEqual([
      {
        tenantId,
        tenantName: "Ada Lovelace's organisation",
        role: 'owner',
        workspaces: [{ id: workspaceId, name: 'First workspace' }],
      },
    ])
    const { items: agents } = await listAgents.run(principal, { workspaceId })
    expect(agents).toMatchObject([{ name: 'Coder', models: [] }])
    expect(agents[0]?.tools).toContain('shell')
    const { rows } = await installation.sql.query(
      'select action, actor_id = $2 as by_owner from audit_events where tenant_id = $1 order by id',
      [tenantId, (principal as { userId: string }).userId],
    )
    expect(rows).toEqual(
      ['tenant.created', 'workspace.created', 'agent.created'].map((action) => ({ action, by_owner: true })),
    )
  })

  test('once for each address, however it is spelled, and all or nothing', async () => {
    const email = newEmail()
    await register({ email })
    const before = await installation.sql.query('select count(*)::int as n from tenants')
    for (const spelling of [email.toUpperCase(), ` ${email} `, email.replace('example', 'ｅｘample')]) {
      await expect(register({ email: spelling })).rejects.toMatchObject({
        code: 'conflict',
        fieldErrors: { email: [expect.stringContaining('account')] },
      })
    }
    expect((await installation.sql.query('select count(*)::int as n from tenants')).rows).toEqual(before.rows)
  })

  test('refuses what is no address, no name, or a password that is easily guessed', async () => {
    const refused = async (fields: Parameters<typeof register>[0], field: string) => {
      const error = await register(fields).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'invalid_input', fieldErrors: { [field]: [expect.any(String)] } })
    }
    await refused({ email: 'nobody' }, 'email')
    await refused({ name: '   ' }, 'name')
    await refused({ password: 'too short' }, 'password')
    await refused({ password: 'x'.repeat(201) }, 'password')
    await refused({ email: 'ada.lovelace@example.com', password: 'Ada.Lovelace@example.com' }, 'password')
    await refused({ password: 'Password2026!' }, 'password')
  })

  test('stores no password, but its argon2id hash', async () => {
    const { userId } = await register()
    const { rows } = await installation.sql.query('select password_hash from users where id = $1', [userId])
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('signing in', () => {
  test('takes the address in any case, and says the same of a wrong password and of an unknown address', async () => {
    const email = newEmail()
    const { userId } = await register({ email })
    expect(await signIn({ email: email.toUpperCase(), password }, client)).toMatchObject({ userId, email })
    const wrong = await signIn({ email, password: 'another password' }, client).catch((error: Error) => error)
    const unknown = await signIn({ email: newEmail(), password }, client).catch((error: Error) => error)
    expect(wrong).toMatchObject({ code: 'unauthenticated' })
    expect(unknown).toEqual(wrong)
  })

  test('is limited for one account, from wherever the tries come; the wait is told', async () => {
    const email = newEmail()
    await register({ email })
    const guess = (n: number) =>
      signIn({ email, password: `guess number ${n}` }, { ...client, address: `198.51.100.${n}` })
    for (let n = 0; n < 10; n++) await expect(guess(n)).rejects.toMatchObject({ code: 'unauthenticated' })
    const error = await guess(10).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'rate_limited', message: expect.stringMatching(/minutes|seconds/) })
    expect((error as { retryAfterS: number }).retryAfterS).toBeGreaterThan(60)
    // The right password does not help either, and another account is not touched.
    await expect(signIn({ email, password }, client)).rejects.toMatchObject({ code: 'rate_limited' })
    const other = newEmail()
    await register({ email: other })
    await expect(signIn({ email: other, password }, client)).resolves.toBeDefined()
  })

  test('is limited for one address, at whatever accounts', async () => {
    await Promise.all(Array.from({ length: 100 }, () => redis().incr(`limit:sign-in-address:${client.address}`)))
    await expect(signIn({ email: newEmail(), password }, client)).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(signIn({ email: newEmail(), password }, { ...client, address: '::1' })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('with success forgets the tries before it', async () => {
    const email = newEmail()
    await register({ email })
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 6; n++) await signIn({ email, password: 'not this one' }, client).catch(() => undefined)
      await expect(signIn({ email, password }, client)).resolves.toBeDefined()
    }
  })
})

describe('a login', () => {
  test('ends when it is signed out, revoked, or the password is reset', async () => {
    const email = newEmail()
    const { workspaceId } = await register({ email })
    const [first, second, third] = [
      await signIn({ email, password }, client),
      await signIn({ email, password }, { ...client, userAgent: 'A phone' }),
      await signIn({ email, password }, client),
    ]
    const logins = await listLogins(principalOf(second))
    expect(logins.map(({ id, current }) => [id, current])).toEqual([
      [third.loginId, false],
      [second.loginId, true],
      [first.loginId, false],
    ])
    const works = (login: NewLogin) =>
      listAgents.run(principalOf(login), { workspaceId }).then(
        () => true,
        (error) => {
          expect(error).toMatchObject({ code: 'unauthenticated' })
          return false
        },
      )

    await revokeLogin(principalOf(second), first.loginId)
    await endLogin(second.loginId)
    expect([await works(first), await works(second), await works(third)]).toEqual([false, false, true])
    expect(await findSignedInUser(first.loginId)).toBeNull()
    await expect(revokeLogin(principalOf(third), first.loginId)).rejects.toMatchObject({ code: 'not_found' })

    expect(await resetPassword(email, 'a wholly new phrase')).toMatchObject({ endedLogins: 1 })
    expect(await works(third)).toBe(false)
    await expect(signIn({ email, password }, client)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(signIn({ email, password: 'a wholly new phrase' }, client)).resolves.toBeDefined()
  })

  test('of somebody else cannot be revoked', async () => {
    const [mine, theirs] = [newEmail(), newEmail()]
    await register({ email: mine })
    await register({ email: theirs })
    const me = await signIn({ email: mine, password }, client)
    const they = await signIn({ email: theirs, password }, client)
    await expect(revokeLogin(principalOf(me), they.loginId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await findSignedInUser(they.loginId)).not.toBeNull()
  })
})
