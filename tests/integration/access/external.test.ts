import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { changePassword } from '#lib/tenants/account/change-password.ts'
import { askGithub } from '#lib/tenants/external/ask-github.ts'
import { confirmByPassword, createByIdentity, lookAtChoice } from '#lib/tenants/external/choose.ts'
import { unlinkIdentity } from '#lib/tenants/external/identities.ts'
import { ExternalRefusal, finishExternal, startExternal, startLinking } from '#lib/tenants/external/sign-in-with.ts'
import { createInvitation } from '#lib/tenants/invitations/create-invitation.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'
import { endLogin } from '#lib/tenants/logins.ts'
import { confirmSecondFactor, startSecondFactor } from '#lib/tenants/second-factor/change-second-factor.ts'
import { finishSignIn, SecondFactorNeeded, signIn } from '#lib/tenants/sign-in.ts'
import { listWaysIn } from '#lib/tenants/ways-in.ts'
import { newOidcPerson, type OidcPerson, type OidcServer, startOidcServer } from '#tests/support/oidc-server.ts'
import { accountsHere, client, password, principalOf, register } from './accounts-here.ts'

const nobody: Principal = { kind: 'anonymous' }

const here = accountsHere()
let oidc: OidcServer
beforeAll(async () => {
  oidc = await startOidcServer()
  for (const [name, value] of Object.entries(oidc.env)) vi.stubEnv(name, value)
})
afterAll(() => oidc?.close())

/** To the provider and back. */
async function goThere(person: OidcPerson | null, returnTo = '/') {
  oidc.expect(person)
  const { url, token } = await startExternal({ provider: 'oidc', returnTo }, client)
  return { token, url, back: await oidc.browse(url) }
}

async function signInWith(person: OidcPerson, returnTo = '/') {
  const { token, back } = await goThere(person, returnTo)
  return finishExternal('oidc', token, back.search, nobody, client)
}

async function choose(person: OidcPerson, returnTo = '/'): Promise<string> {
  const outcome = await signInWith(person, returnTo)
  if (outcome.kind !== 'choose') throw new Error(`nobody is asked: ${outcome.kind}`)
  return outcome.token
}

/** An account that the provider signs in, and no password does. */
async function registerWith(person = newOidcPerson()) {
  const { login } = await createByIdentity(await choose(person), { name: person.name }, client, furnishTenant)
  return { person, login, principal: principalOf(login) }
}

async function link(principal: Principal, person: OidcPerson, proof = password) {
  oidc.expect(person)
  const { url, token } = await startLinking(principal, { provider: 'oidc', returnTo: '/w/x/settings/account', proof })
  return { token, back: await oidc.browse(url) }
}

const refusal = (problem: string) => expect.objectContaining({ problem }) as ExternalRefusal

describe('a first sign-in by a service', () => {
  test('makes an account without a password, which the service signs in from then on', async () => {
    const { person, login, principal } = await registerWith()
    expect(await listWaysIn(principal)).toMatchObject({
      hasPassword: false,
      identities: [{ provider: 'oidc', providerName: 'Example ID', label: person.email }],
    })
    expect(await listOwnMemberships(principal)).toMatchObject([{ role: 'owner' }])
    await expect(signIn({ email: person.email, password: '' }, client)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(signIn({ email: person.email, password: 'null' }, client)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    // By the service's own number: another address there changes nothing.
    const renamed = { ...person, email: `${randomUUID()}@example.com`, email_verified: false }
    expect(await signInWith(renamed)).toMatchObject({ kind: 'login', login: { userId: login.userId } })
  })

  test('is refused with an address that the service has not verified', async () => {
    const person = newOidcPerson({ email_verified: false })
    await expect(signInWith(person)).rejects.toEqual(refusal('unverified'))
    const { rows } = await here.sql.query('select 1 from users where email = $1', [person.email])
    expect(rows).toEqual([])
  })

  test('comes in by an invitation, with no organisation of one’s own', async () => {
    const host = await register()
    const { tenantId } = host
    const { url } = await createInvitation.run(host.principal, { tenantId, role: 'member' })
    const path = new URL(url ?? '').pathname
    const person = newOidcPerson()
    const { login } = await createByIdentity(await choose(person, path), { name: 'Grace' }, client, furnishTenant)
    expect(await listOwnMemberships(principalOf(login))).toMatchObject([{ tenantId, role: 'member' }])
    const late = await choose(newOidcPerson(), path)
    await expect(createByIdentity(late, { name: 'Late' }, client, furnishTenant)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('makes one account, when two windows agree at once', async () => {
    const person = newOidcPerson()
    const tokens = [await choose(person), await choose(person)]
    const outcomes = await Promise.allSettled(
      tokens.map((token) => createByIdentity(token, { name: 'Grace' }, client, furnishTenant)),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('an address that an account has already', () => {
  test('links nothing by itself: the password does, once', async () => {
    const { email, userId, tenantId } = await register()
    const person = newOidcPerson({ email: email.toUpperCase() })
    const token = await choose(person, '/w/somewhere')
    expect(await lookAtChoice(token)).toMatchObject({ what: 'confirm', email })
    await expect(createByIdentity(token, { name: 'Eve' }, client, furnishTenant)).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(confirmByPassword(token, { password: 'a guess of mine' }, client)).rejects.toMatchObject({
      fieldErrors: { password: [expect.any(String)] },
    })
    const { login, returnTo } = await confirmByPassword(token, { password }, client)
    expect({ userId: login.userId, returnTo }).toEqual({ userId, returnTo: '/w/somewhere' })
    expect(await signInWith(person)).toMatchObject({ kind: 'login', login: { userId } })
    await expect(confirmByPassword(token, { password }, client)).rejects.toMatchObject({ code: 'unauthenticated' })
    const { rows } = await here.sql.query('select action from audit_events where tenant_id = $1', [tenantId])
    expect(rows.map(({ action }) => action)).toContain('user.identity-linked')
  })

  test('is no second place to guess passwords at', async () => {
    const { email } = await register()
    const token = await choose(newOidcPerson({ email }))
    for (let count = 0; count < 5; count++) {
      await confirmByPassword(token, { password: 'a guess of mine' }, client).catch(() => undefined)
      await signIn({ email, password: 'a guess of mine' }, client).catch(() => undefined)
    }
    await expect(confirmByPassword(token, { password }, client)).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('asks for the code too, and links only then', async () => {
    const { email, principal, userId } = await register()
    const { secret } = await startSecondFactor(principal, { proof: password })
    const totp = new TOTP({ secret })
    await confirmSecondFactor(principal, { code: totp.generate({ timestamp: Date.now() - 30_000 }) })
    const person = newOidcPerson({ email })
    const outcome = await confirmByPassword(await choose(person), { password }, client).catch((error) => error)
    expect(outcome).toBeInstanceOf(SecondFactorNeeded)
    expect(await signInWith(person)).toMatchObject({ kind: 'choose' })
    await finishSignIn(outcome.token, { code: totp.generate() }, client)
    // The service has a second step of its own.
    expect(await signInWith(person)).toMatchObject({ kind: 'login', login: { userId } })
  })

  test('of an account without a password leads to the way in that it has', async () => {
    const { person } = await registerWith()
    const token = await choose(newOidcPerson({ email: person.email }))
    expect(await lookAtChoice(token)).toMatchObject({ what: 'elsewhere' })
    await expect(confirmByPassword(token, { password }, client)).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('the way back from a service', () => {
  test('is open once, and to the browser that set out', async () => {
    const { person } = await registerWith()
    const { token, back } = await goThere(person)
    const others = await goThere(person)
    const finish = (cookie: string | undefined, search: string) =>
      finishExternal('oidc', cookie, search, nobody, client)
    // Somebody has another person's browser come back with an answer of their own, or without having set out.
    await expect(finish(others.token, back.search)).rejects.toEqual(refusal('failed'))
    await expect(finish(undefined, back.search)).rejects.toEqual(refusal('expired'))
    expect(await finish(token, back.search)).toMatchObject({ kind: 'login' })
    await expect(finish(token, back.search)).rejects.toEqual(refusal('expired'))
  })

  test('refuses another state, a code of another flow, another issuer and another service’s answer', async () => {
    const { person } = await registerWith()
    const attempt = async (change: (back: URL) => Promise<void> | void, provider = 'oidc') => {
      const { token, back } = await goThere(person)
      await change(back)
      return finishExternal(provider, token, back.search, nobody, client)
    }
    await expect(attempt((back) => back.searchParams.set('state', 'made-up'))).rejects.toEqual(refusal('failed'))
    await expect(attempt((back) => back.searchParams.delete('state'))).rejects.toEqual(refusal('failed'))
    await expect(attempt((back) => back.searchParams.set('iss', 'https://evil.example'))).rejects.toEqual(
      refusal('failed'),
    )
    // The code's PKCE challenge is of a verifier that this browser does not have.
    await expect(
      attempt(async (back) => {
        const { back: victims } = await goThere(person)
        back.searchParams.set('code', victims.searchParams.get('code') ?? '')
      }),
    ).rejects.toEqual(refusal('failed'))
    await expect(attempt(() => undefined, 'google')).rejects.toEqual(refusal('expired'))
  })

  test('refuses a token that was made for another nonce', async () => {
    const { person } = await registerWith()
    oidc.expect(person)
    const { url, token } = await startExternal({ provider: 'oidc' }, client)
    const changed = new URL(url)
    changed.searchParams.set('nonce', 'somebody-elses')
    const back = await oidc.browse(changed.href)
    await expect(finishExternal('oidc', token, back.search, nobody, client)).rejects.toEqual(refusal('failed'))
  })

  test('says that the person did not go through with it, and where they came from', async () => {
    const { token, back } = await goThere(null, '/invite/abc')
    const outcome = await finishExternal('oidc', token, back.search, nobody, client).catch((error) => error)
    expect(outcome).toBeInstanceOf(ExternalRefusal)
    expect(outcome).toMatchObject({ problem: 'cancelled', returnTo: '/invite/abc' })
  })
})

describe('linking a service to one’s account', () => {
  test('needs the password, and works whatever its address', async () => {
    const { principal, userId } = await register()
    const person = newOidcPerson({ email_verified: false })
    await expect(link(principal, person, 'a guess of mine')).rejects.toMatchObject({ code: 'invalid_input' })
    const { token, back } = await link(principal, person)
    expect(await finishExternal('oidc', token, back.search, principal, client)).toMatchObject({ kind: 'linked' })
    expect(await signInWith(person)).toMatchObject({ kind: 'login', login: { userId } })
  })

  test('is refused to another login than the one that set out, and to one that has ended', async () => {
    const [one, two] = [await register(), await register()]
    const away = await link(one.principal, newOidcPerson())
    await expect(finishExternal('oidc', away.token, away.back.search, two.principal, client)).rejects.toEqual(
      refusal('expired'),
    )
    const again = await link(one.principal, newOidcPerson())
    await endLogin((one.principal as { loginId: string }).loginId)
    await expect(finishExternal('oidc', again.token, again.back.search, one.principal, client)).rejects.toEqual(
      refusal('expired'),
    )
  })

  test('is refused where it is somebody else’s, who keeps it', async () => {
    const theirs = await registerWith()
    const { principal } = await register()
    const { token, back } = await link(principal, theirs.person)
    await expect(finishExternal('oidc', token, back.search, principal, client)).rejects.toEqual(refusal('taken'))
    expect(await signInWith(theirs.person)).toMatchObject({ login: { userId: theirs.login.userId } })
  })
})

describe('an account without a password', () => {
  test('keeps its last way in, and can set a password a moment after signing in', async () => {
    const { person, principal, login } = await registerWith()
    const [identity] = (await listWaysIn(principal)).identities
    await expect(unlinkIdentity(principal, identity?.id)).rejects.toMatchObject({ code: 'conflict' })
    await here.sql.query(`update logins set created_at = now() - interval '1 hour' where id = $1`, [login.loginId])
    const set = (who: Principal) => changePassword(who, { currentPassword: '', password })
    await expect(set(principal)).rejects.toMatchObject({ code: 'not_allowed' })
    const again = await signInWith(person)
    if (again.kind !== 'login') throw new Error('no login')
    await set(principalOf(again.login))
    await signIn({ email: person.email, password }, client)
    await unlinkIdentity(principalOf(again.login), identity?.id)
    expect(await signInWith(person)).toMatchObject({ kind: 'choose' })
  })
})

test('GitHub is asked for the verified primary address, and knows people by number', async () => {
  const answers: Record<string, unknown> = {
    '/user': { id: 42, login: 'grace', name: null, email: 'ceo@example.com' },
    '/user/emails': [
      { email: 'ceo@example.com', primary: false, verified: false },
      { email: 'Grace@example.com', primary: true, verified: true },
    ],
  }
  const server = createServer((request, response) => {
    const isTold = request.headers.authorization === 'Bearer the-token'
    response.writeHead(isTold ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answers[request.url ?? '']))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = 'https://github.com/login/oauth'
  expect(await askGithub(api, issuer, 'the-token')).toEqual({
    provider: 'github',
    issuer,
    subject: '42',
    email: 'grace@example.com',
    name: 'grace',
    label: 'grace',
  })
  await expect(askGithub(api, issuer, 'another')).rejects.toThrow('401')
  answers['/user/emails'] = [{ email: 'ceo@example.com', primary: true, verified: false }]
  expect(await askGithub(api, issuer, 'the-token')).toMatchObject({ email: null })
  server.close()
})
