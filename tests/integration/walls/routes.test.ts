import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessionCookieName } from '#app/_server/session.ts'
import { type Credentials, callHandler, cookieOf, type Handlers, loadHandlers, ORIGIN } from './handlers.ts'
import { type Installation, installHere } from './installation.ts'
import { type RouteRequest, requestsAbout } from './requests.ts'
import { makeWorld, type Place, type World } from './world.ts'

/* The route handlers themselves, with credentials of every kind. tests/e2e/walls.test.ts does it over HTTP. */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

let handlers: Handlers
let installation: Installation
let world: World
let stranger: World

beforeAll(async () => {
  installation = await installHere()
  handlers = await loadHandlers()
})
afterAll(() => installation.close())
beforeEach(async () => {
  await installation.makeRoom(2)
  world = await makeWorld(installation.sql)
  stranger = await makeWorld(installation.sql)
})

async function send(
  asked: RouteRequest,
  credentials: Credentials,
): Promise<{ status: number; said: string; response: Response }> {
  const stop = new AbortController()
  const response = await callHandler(handlers, asked, credentials, stop.signal)
  const said = asked.isStream && response.ok ? await beginningOf(response) : await response.text()
  stop.abort()
  return { status: response.status, said, response }
}

/** A stream's beginning, until it has said of each of its two topics what becomes of it. */
async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  let said = ''
  while ((said.match(/^event: /gm)?.length ?? 0) < 2) {
    const { done, value } = (await reader?.read()) ?? { done: true }
    if (done) break
    said += decoder.decode(value, { stream: true })
  }
  await reader?.cancel()
  return said
}

/** What a refusal says must not tell what there is, beyond the ids that the caller sent. */
function leaksOf(said: string, { path, json }: RouteRequest): string[] {
  const sent = path + JSON.stringify(json ?? {})
  return world.secrets.filter((secret) => said.includes(secret) && !sent.includes(secret))
}

test('every route file and method is asked here, or is on the list of open ones', () => {
  const asked = new Set(requestsAbout(world.main).map(({ route, method }) => `${method} ${route}`))
  const there = [...handlers].flatMap(([route, module]) =>
    METHODS.filter((method) => typeof module[method] === 'function').map((method) => `${method} ${route}`),
  )
  // The catch-all answers every method; the operations behind it are asked one by one.
  const unasked = there.filter((name) => !asked.has(name) && !name.endsWith(' v1/[...path]'))
  expect(unasked).toEqual([])
  expect([...asked].filter((name) => !there.includes(name))).toEqual([])
})

const names = requestsAbout(placeholder()).map(({ method, path }) => `${method} ${path.split('?')[0]}`)

function placeholder(): Place {
  const ids = new Proxy({}, { get: (_, name) => (name === 'private' ? ids : `{${String(name)}}`) })
  return ids as Place
}

describe.each(names.map((name, index) => [name, index] as const))('%s', (_, index) => {
  const about = (place: Place) => {
    const request = requestsAbout(place)[index]
    if (!request) throw new Error('the list of requests changed')
    return request
  }

  test('answers whoever may, by key and by cookie', async () => {
    const asked = about(world.main)
    const byKey = await send(asked, { authorization: `Bearer ${world.bearer.ofTenant}` })
    // Whether a key may do it is for the use case; that it is known, and its owner in, is what counts here.
    expect([...asked.answers, asked.isPersonal ? 404 : 403]).toContain(byKey.status)
    const other = await makeWorld(installation.sql)
    const byCookie = await send(about(other.main), await cookieOf(other.people.owner))
    expect(byCookie.status, byCookie.said).toBe(asked.answers[0])
  })

  test('refuses strangers, and says nothing', async () => {
    const asked = about(world.main)
    // They tell everybody what is their own.
    if (asked.route === 'v1/me' || asked.route === 'v1/openai/models') return
    const before = await installation.stateOf(world.tenantId)
    const attackers: [string, Credentials, number[]][] = [
      ['nobody', {}, [401]],
      ['a key that never was', { authorization: 'Bearer chk_nothing' }, [401]],
      ['a revoked key', { authorization: `Bearer ${world.bearer.revoked}` }, [401]],
      ['an expired key', { authorization: `Bearer ${world.bearer.expired}` }, [401]],
      ['a revoked login', await cookieOf(world.revokedLogin), [401]],
      ['an expired login', await cookieOf(world.expiredLogin), [401]],
      ['a forged cookie', { cookie: `${sessionCookieName()}=eyJhbGciOiJub25lIn0.e30.`, origin: ORIGIN }, [401]],
      ['a key of another tenant', { authorization: `Bearer ${stranger.bearer.ofTenant}` }, [404]],
      ['the owner of another tenant', await cookieOf(stranger.people.owner), [404]],
      ['somebody who was removed', await cookieOf(world.removedMember), [404]],
    ]
    // Of the tenant's own addresses a member of it is told that their role is too low.
    const isInWorkspace = asked.path.includes(world.main.workspaceId) && !asked.path.includes(world.tenantId)
    if (isInWorkspace || asked.isStream) {
      attackers.push(['a member of another workspace', await cookieOf(world.colleague), [404]])
      attackers.push(['a key of another workspace', { authorization: `Bearer ${world.bearer.ofOther}` }, [404]])
    }
    for (const [who, credentials, statuses] of attackers) {
      const { status, said, response } = await send(asked, credentials)
      if (asked.isStream && status === 200) {
        expect(said.match(/event: gone/g), `${who}: ${said}`).toHaveLength(2)
      } else if (!(asked.isStream && status === 401)) {
        expect(statuses, `${who}: ${said}`).toContain(status)
        expect(response.headers.get('content-type')).toBe(asked.errorType ?? 'application/problem+json')
      }
      expect(leaksOf(said, asked), who).toEqual([])
    }
    expect(await installation.stateOf(world.tenantId)).toBe(before)
  })

  test('a cookie cannot write for another site', async () => {
    const asked = about(world.main)
    if (asked.method === 'GET') return
    const before = await installation.stateOf(world.tenantId)
    const own = await cookieOf(world.people.owner)
    const { origin: _, ...without } = own
    const forgeries = [without, { ...own, origin: 'https://evil.example' }, { ...own, origin: 'null' }]
    for (const credentials of forgeries) expect((await send(asked, credentials)).status).toBe(403)
    expect(await installation.stateOf(world.tenantId)).toBe(before)
  })
})
