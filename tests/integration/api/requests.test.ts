import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { handleApiRequest } from '#app/_server/api.ts'
import { redis } from '#lib/queue/connection.ts'
import { eventually } from '#tests/support/crew.ts'
import { type Installation, installHere } from '../walls/installation.ts'
import { makeWorld, type World } from '../walls/world.ts'

let installation: Installation
let world: World
beforeAll(async () => {
  installation = await installHere()
})
beforeEach(async () => {
  world = await makeWorld(installation.sql)
})
afterAll(() => installation.close())

interface Sent {
  body?: unknown
  headers?: Record<string, string>
  key?: string
}

async function call(method: string, path: string, { body, headers, key = world.bearer.ofTenant }: Sent = {}) {
  const request = new Request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const response = await handleApiRequest(request)
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, said: text ? JSON.parse(text) : undefined }
}

const agents = () => `/workspaces/${world.main.workspaceId}/agents`
const wanda = { templateId: 'writer', name: 'Wanda' }

async function wandas(): Promise<number> {
  const { said } = await call('GET', agents())
  return said.items.filter(({ name }: { name: string }) => name === 'Wanda').length
}

describe('an idempotency key', () => {
  const headers = { 'idempotency-key': 'once-only' }

  test('has a request done once, and its repetition answered like the first', async () => {
    const first = await call('POST', agents(), { body: wanda, headers })
    const again = await call('POST', agents(), { body: wanda, headers })
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect({ status: again.status, said: again.said }).toEqual({ status: 201, said: first.said })
    expect(await wandas()).toBe(1)
  })

  test('holds for two requests at the same moment', async () => {
    const both = await Promise.all([
      call('POST', agents(), { body: wanda, headers }),
      call('POST', agents(), { body: wanda, headers }),
    ])
    expect(await wandas()).toBe(1)
    // The second is told to wait, or comes late enough for the answer.
    for (const { status, headers: got } of both) {
      expect(status === 201 || (status === 409 && got.get('retry-after') === '1')).toBe(true)
    }
  })

  test('is refused for another request', async () => {
    await call('POST', agents(), { body: wanda, headers })
    const other = await call('POST', agents(), { body: { ...wanda, name: 'Willy' }, headers })
    expect(other).toMatchObject({ status: 409, said: { detail: expect.stringContaining('another request') } })
  })

  test('is free again after a refusal, so that the mistake can be put right', async () => {
    expect((await call('POST', agents(), { body: { name: '' }, headers })).status).toBe(400)
    expect((await call('POST', agents(), { body: wanda, headers })).status).toBe(201)
  })

  test('belongs to its principal, and ends with what that may do', async () => {
    await call('POST', agents(), { body: wanda, headers, key: world.bearer.ofMain })
    const other = await call('POST', agents(), { body: wanda, headers, key: world.bearer.ofTenant })
    expect(other.headers.get('idempotency-replayed')).toBeNull()
    expect(await wandas()).toBe(2)
    await installation.sql.query('update api_keys set revoked_at = now() where id = $1', [world.bearer.ofMain])
    expect((await call('POST', agents(), { body: wanda, headers, key: world.bearer.ofMain })).status).toBe(401)
  })

  test('keeps nothing that can be read in Redis', async () => {
    const { said } = await call('POST', agents(), { body: wanda, headers })
    const names = await redis().keys('idempotency:*')
    const stored = JSON.stringify([names, await redis().mget(names)])
    expect(names.length).toBeGreaterThan(0)
    for (const secret of [said.id, 'Wanda', 'once-only', world.bearer.ofTenant]) expect(stored).not.toContain(secret)
  })

  test('must be a plain word', async () => {
    const sent = { 'idempotency-key': 'x'.repeat(256) }
    expect(await call('POST', agents(), { body: wanda, headers: sent })).toMatchObject({ status: 400 })
  })
})

describe('an entity tag', () => {
  const agent = () => `${agents()}/${world.main.agentId}`

  test('spares who has seen the answer another one', async () => {
    const first = await call('GET', agent())
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]{27}"$/)
    const again = await call('GET', agent(), { headers: { 'if-none-match': `"other", W/${tag}` } })
    expect(again).toMatchObject({ status: 304, text: '' })
    expect(again.headers.get('etag')).toBe(tag)
  })

  test('keeps a change from what the client has not seen', async () => {
    const tag = (await call('GET', agent())).headers.get('etag') ?? ''
    const rename = (name: string) => call('PATCH', agent(), { body: { name }, headers: { 'if-match': tag } })
    expect((await rename('First')).status).toBe(200)
    expect(await rename('Second')).toMatchObject({ status: 412, said: { code: 'precondition_failed' } })
    expect((await call('DELETE', agent(), { headers: { 'if-match': tag } })).status).toBe(412)
    expect((await call('GET', agent())).said.name).toBe('First')
  })

  test('lets one of many through who all have seen the same', async () => {
    const tag = (await call('GET', agent())).headers.get('etag') ?? ''
    const renames = Array.from({ length: 6 }, (_, index) =>
      call('PATCH', agent(), { body: { name: `Name ${index}` }, headers: { 'if-match': tag } }),
    )
    const statuses = (await Promise.all(renames)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 412, 412, 412, 412, 412])
  })

  test('keeps it from what is changed between the look and the change', async () => {
    const tag = (await call('GET', agent())).headers.get('etag') ?? ''
    const client = await installation.sql.connect()
    try {
      await client.query('begin')
      await client.query(`update agents set name = 'Overtaken' where id = $1`, [world.main.agentId])
      const rename = call('PATCH', agent(), { body: { name: 'Late' }, headers: { 'if-match': tag } })
      // It has looked by then, and waits for the row.
      await eventually('the change to wait', async () => {
        const { rows } = await installation.sql.query(`select 1 from pg_locks where not granted`)
        return rows.length > 0 ? true : null
      })
      await client.query('commit')
      expect((await rename).status).toBe(412)
    } finally {
      client.release()
    }
    expect((await call('GET', agent())).said.name).toBe('Overtaken')
  })

  test('is not a way to learn what one may not read', async () => {
    const headers = { 'if-match': '*', 'if-none-match': '*' }
    expect((await call('GET', agent(), { headers, key: world.bearer.ofOther })).status).toBe(404)
    expect((await call('DELETE', agent(), { headers, key: world.bearer.ofOther })).status).toBe(404)
  })
})

describe('the allowance of a key', () => {
  test('is told with every answer, and its end with when to come back', async () => {
    const first = await call('GET', agents(), { key: world.bearer.ofMain })
    const limit = Number(first.headers.get('ratelimit-limit'))
    expect(Number(first.headers.get('ratelimit-remaining'))).toBe(limit - 1)
    expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60)
    const [name] = (await redis().keys('limit:api:*')).filter((each) => !each.endsWith('undefined'))
    expect(name).toBeDefined()
    for (const each of await redis().keys('limit:api:*')) await redis().set(each, limit, 'EX', 60)
    const over = await call('GET', agents(), { key: world.bearer.ofMain })
    expect(over).toMatchObject({ status: 429, said: { code: 'rate_limited' } })
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(over.headers.get('ratelimit-remaining')).toBe('0')
  })
})

describe('every answer', () => {
  test('names its request, by the client’s own word where that is plain', async () => {
    const own = { 'x-request-id': 'job-4711.a' }
    expect((await call('GET', agents(), { headers: own })).headers.get('x-request-id')).toBe('job-4711.a')
    expect((await call('GET', '/nothing', { headers: own })).headers.get('x-request-id')).toBe('job-4711.a')
    const forged = { 'x-request-id': 'a b' }
    expect((await call('GET', agents(), { headers: forged })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('lets no other origin in', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    const asked = await call('OPTIONS', agents(), { headers })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST'])
    const got = await call('GET', agents(), { headers })
    for (const { headers: sent } of [asked, got]) {
      expect([...sent.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

test('without Redis requests are still answered, and a repetition is never promised in vain', async () => {
  const away = new Redis('redis://127.0.0.1:1', { maxRetriesPerRequest: null, enableReadyCheck: false })
  away.on('error', () => {})
  const shared = globalThis as { crewhouseRedis?: Redis }
  const connection = shared.crewhouseRedis
  shared.crewhouseRedis = away
  try {
    const got = await call('GET', agents())
    expect(got.status).toBe(200)
    expect(got.headers.get('ratelimit-remaining')).not.toBeNull()
    const headers = { 'idempotency-key': 'later' }
    expect(await call('POST', agents(), { body: wanda, headers })).toMatchObject({ status: 503 })
    expect(await wandas()).toBe(0)
  } finally {
    shared.crewhouseRedis = connection
    away.disconnect()
  }
})
