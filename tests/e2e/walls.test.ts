import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Redis } from 'ioredis'
import { encode } from 'next-auth/jwt'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessionSecret } from '#app/_server/session.ts'
import { projectRoot } from '#scripts/services/folders.ts'
import { type RouteRequest, requestsAbout } from '#tests/integration/walls/requests.ts'
import { makeWorld, type World } from '#tests/integration/walls/world.ts'
import { testDatabaseUrl } from '#tests/support/addresses.ts'
import { type RunningApp, startApp } from './support/app.ts'

/* The walls as they stand in production: over HTTP, through proxy.ts and Next.js. */

let app: RunningApp
let sql: pg.Pool
let world: World
let stranger: World

beforeAll(async () => {
  app = await startApp()
  const owner = new URL(testDatabaseUrl())
  owner.pathname = new URL(String(app.env.APP_DATABASE_URL)).pathname
  sql = new pg.Pool({ connectionString: owner.href, max: 2 })
  sql.on('error', () => {})
  sql.on('error', () => {})
  process.env.CREWHOUSE_SECRET = app.env.CREWHOUSE_SECRET
  world = await makeWorld(sql)
  stranger = await makeWorld(sql)
})
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

async function cookieOf(person: { kind: string; loginId?: string; userId?: string }): Promise<Record<string, string>> {
  const token = await encode({ token: { sub: person.userId, loginId: person.loginId }, secret: sessionSecret() })
  return { cookie: `next-auth.session-token=${token}`, origin: app.url }
}

/** Never follows a redirect; never waits for the end of what has none. */
async function get(path: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  const response = await fetch(`${app.url}${path}`, { redirect: 'manual', headers, ...init })
  return { status: response.status, headers: response.headers, said: await response.text() }
}

const pages = readdirSync(join(projectRoot, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) =>
    dirname(file)
      .replace(/\([^)]*\)\/?/g, '')
      .replace(/^\.$|\/$/g, ''),
  )
  .sort()
const openPages = [
  'sign-in',
  'sign-up',
  'forgot-password',
  'reset-password/[token]',
  'confirm-email/[token]',
  'invite/[token]',
]

/** A page's address in the world that is to be hidden. */
function addressOf(page: string): string {
  const { private: _, ...known } = world.main
  const ids: Record<string, string> = {
    ...known,
    workspace: known.workspaceId,
    serverId: known.mcpServerId,
    versionId: known.packageVersionId,
    runId: known.failedRunId,
    token: 'a-token-of-nobody',
  }
  return `/${page.replace(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? `no-id-for-${name}`)}`
}

describe.each(pages)('page "%s"', (page) => {
  test('sends people who are not signed in to the sign-in page', async () => {
    const { status, headers, said } = await get(addressOf(page))
    if (openPages.includes(page)) return expect(status).toBe(200)
    expect(status).toBe(307)
    expect(headers.get('location')).toMatch(/^(http:\/\/localhost:\d+)?\/sign-in/)
    expect(said).not.toContain(world.main.marker)
  })

  test('shows nothing of a workspace to those who may not enter it', async () => {
    expect(addressOf(page)).not.toContain('no-id-for')
    const visitors = {
      'the owner of another tenant': stranger.people.owner,
      'a member of another workspace': world.colleague,
      'somebody who was removed': world.removedMember,
      'a revoked login': world.revokedLogin,
    }
    for (const [who, person] of Object.entries(visitors)) {
      const { said } = await get(addressOf(page), await cookieOf(person))
      // What they sent, and who they are, is theirs to see.
      const own = addressOf(page) + JSON.stringify(person)
      expect(
        world.secrets.filter((secret) => said.includes(secret) && !own.includes(secret)),
        who,
      ).toEqual([])
    }
  })

  test('lets only its own scripts run', async () => {
    const address = addressOf(page)
    const credentials = openPages.includes(page) ? {} : await cookieOf(world.people.owner)
    const { status, headers, said } = await get(address, credentials)
    if (status === 307) return
    // The page for addresses that lead nowhere says so, under the same policy.
    expect(status).toBe(page.endsWith('[...nowhere]') ? 404 : 200)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    const scripts = said.match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([])
  })
})

test('the owner sees the marker that others must not', async () => {
  const { said } = await get(addressOf('w/[workspace]/agents'), await cookieOf(world.people.owner))
  expect(said).toContain(world.main.marker)
})

test('every route refuses those who are not signed in, and those of another tenant', async () => {
  const refused = async (asked: RouteRequest, credentials: Record<string, string>) => {
    const body = asked.json === undefined ? asked.bytes : JSON.stringify(asked.json)
    const headers = { ...credentials, ...(asked.json === undefined ? {} : { 'content-type': 'application/json' }) }
    return get(asked.path, headers, { method: asked.method, body })
  }
  const bearer = `Bearer ${stranger.bearer.ofTenant}`
  // These answer with what is the asker's own.
  const own = ['v1/me', 'v1/openai/models']
  for (const asked of requestsAbout(world.main).filter(({ route }) => !own.includes(route))) {
    const name = `${asked.method} ${asked.path}`
    const anonymous = await refused(asked, {})
    expect([name, anonymous.status]).toEqual([name, 401])
    const foreign = await refused(asked, { authorization: bearer })
    expect([name, foreign.status]).toEqual([name, asked.isStream ? 200 : 404])
    const forged = await refused(asked, { ...(await cookieOf(world.people.owner)), origin: 'https://evil.example' })
    if (asked.method !== 'GET') expect([name, forged.status]).toEqual([name, 403])
    for (const { said } of [anonymous, foreign]) {
      const sent = asked.path + JSON.stringify(asked.json ?? {})
      expect(
        world.secrets.filter((secret) => said.includes(secret) && !sent.includes(secret)),
        name,
      ).toEqual([])
    }
  }
})

describe('signing in over HTTP', () => {
  const email = 'ada@example.com'

  async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const start = await fetch(`${app.url}/api/auth/csrf`)
    const cookies = start.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    const { csrfToken } = (await start.json()) as { csrfToken: string }
    return fetch(`${app.url}/api/auth/${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, cookie: [...cookies, headers.cookie].join('; ') },
      body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
    })
  }

  test('counts tries at their real address, whatever x-forwarded-for says', async () => {
    const redis = new Redis(String(app.env.REDIS_URL))
    try {
      const tryOnce = async () => {
        const answer = await post(
          'callback/credentials',
          { email, password: 'wrong' },
          { 'x-forwarded-for': '192.0.2.99' },
        )
        return { status: answer.status, said: await answer.text() }
      }
      expect(await tryOnce()).toMatchObject({ status: 401, said: expect.stringContaining('not%20right') })
      const keys = await redis.keys('limit:sign-in-address:*')
      expect(keys).toEqual([expect.stringMatching(/127\.0\.0\.1|::1/)])
      await redis.set(String(keys[0]), 1000, 'EX', 60)
      expect(await tryOnce()).toMatchObject({ status: 401, said: expect.stringContaining('Too%20many%20tries') })
    } finally {
      await redis.flushdb()
      redis.disconnect()
    }
  })

  test('reads no more than a form', async () => {
    const answer = await post('callback/credentials', { email, password: 'x'.repeat(20_000) })
    expect(answer.status).toBe(413)
  })

  test('ends for good with signing out: the cookie is worth nothing afterwards', async () => {
    const leaving = await makeWorld(sql)
    const { cookie } = await cookieOf(leaving.people.owner)
    const session = async () => (await get('/api/auth/session', { cookie: String(cookie) })).said
    expect(await session()).toContain('"id"')
    expect((await post('signout', {}, { cookie: String(cookie) })).status).toBe(200)
    expect(await session()).toBe('{}')
    expect((await get('/api/v1/me', { cookie: String(cookie) })).status).toBe(401)
  })
})
