import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { handleApiRequest } from '#app/_server/api.ts'
import { openApiDocument } from '#app/_server/openapi.ts'
import { useCases } from '#app/_server/registry.ts'
import { handleRequest } from '#app/_server/route.ts'
import { AppError } from '#lib/errors.ts'
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

async function call(method: string, path: string, init: { body?: BodyInit; headers?: Record<string, string> } = {}) {
  const headers = {
    authorization: `Bearer ${world.bearer.ofTenant}`,
    'content-type': 'application/json',
    ...init.headers,
  }
  const options = {
    method,
    headers,
    body: init.body,
    ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}),
  }
  const response = await handleApiRequest(new Request(`http://localhost:3000/api/v1${path}`, options as RequestInit))
  const said = response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>)
  return { status: response.status, type: response.headers.get('content-type'), headers: response.headers, said }
}

describe('the public API', () => {
  test('answers with the use case’s output and its status', async () => {
    const body = JSON.stringify({ templateId: 'writer', name: 'Wanda' })
    const made = await call('POST', `/workspaces/${world.main.workspaceId}/agents`, { body })
    expect(made).toMatchObject({ status: 201, type: 'application/json', said: { name: 'Wanda' } })
    expect(made.headers.get('cache-control')).toBe('no-store')
    const got = await call('GET', `/workspaces/${world.main.workspaceId}/agents/${made.said.id}`)
    expect(got).toMatchObject({ status: 200, said: made.said })
  })

  test('reads numbers from the query, and refuses a field that comes twice', async () => {
    const threads = `/workspaces/${world.main.workspaceId}/threads`
    expect(await call('GET', `${threads}?limit=1`)).toMatchObject({ status: 200, said: { items: [{}] } })
    expect(await call('GET', `${threads}?limit=none`)).toMatchObject({
      status: 400,
      said: { fieldErrors: { limit: {} } },
    })
    expect(await call('GET', `${threads}?limit=1&limit=2`)).toMatchObject({ status: 400 })
  })

  test('says what is wrong with a body', async () => {
    const agents = `/workspaces/${world.main.workspaceId}/agents`
    const detail = async (body: BodyInit, headers = {}) => (await call('POST', agents, { body, headers })).said.detail
    expect(await detail('{')).toMatch(/not valid JSON/)
    expect(await detail('[]')).toMatch(/must be a JSON object/)
    expect(await detail('name=Ada', { 'content-type': 'text/plain' })).toMatch(/application\/json/)
    expect(await detail(JSON.stringify({ name: '' }))).toBe('name: Give the agent a name.')
    expect(await detail(JSON.stringify({ name: 'A', workspaceId: world.other.workspaceId }))).toMatch(
      /workspaceId: differs/,
    )
  })

  test('refuses a body beyond 2 MB, whatever its length header says', async () => {
    const agents = `/workspaces/${world.main.workspaceId}/agents`
    const large = new Uint8Array(2 * 1024 * 1024 + 1)
    const announced = await call('POST', agents, { body: large, headers: { 'content-length': String(large.length) } })
    expect(announced).toMatchObject({
      status: 413,
      said: { code: 'too_large', detail: expect.stringContaining('2 MB') },
    })
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    expect(await call('POST', agents, { body: endless })).toMatchObject({ status: 413 })
    expect(sent).toBeLessThan(3 * 1024 * 1024)
  })

  test('tells an unknown address where the reference is, and a wrong method which one is right', async () => {
    for (const path of ['/nothing', '/workspaces', '/workspaces/%zz/agents', '/workspaces/a/b/c/d']) {
      const { status, type, said } = await call('GET', path)
      expect({ status, type }).toEqual({ status: 404, type: 'application/problem+json' })
      expect(said.detail).toContain('/api/v1/openapi.json')
    }
    const wrong = await call('PUT', `/workspaces/${world.main.workspaceId}/agents`)
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST'])
  })

  test('has a reference that names every operation', () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, { operationId: string }>> }
    const listed = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(new Set(listed).size).toBe(listed.length)
    const offered = useCases.filter(({ http }) => http).map(({ id }) => id)
    expect(offered.filter((id) => !listed.includes(id))).toEqual([])
  })
})

describe('an error', () => {
  const answer = async (error: unknown) => {
    const response = await handleRequest(new Request('http://localhost:3000/api/x'), async () => {
      throw error
    })
    return { status: response.status, retryAfter: response.headers.get('retry-after'), said: await response.text() }
  }

  test('that is expected speaks for itself, and says when to try again', async () => {
    const { status, retryAfter, said } = await answer(new AppError('rate_limited', 'Too many.', { retryAfterS: 30 }))
    expect({ status, retryAfter }).toEqual({ status: 429, retryAfter: '30' })
    expect(JSON.parse(said)).toMatchObject({ code: 'rate_limited', detail: 'Too many.', status: 429 })
  })

  test('that is not leaves the server as an id alone', async () => {
    const { status, said } = await answer(new Error('password=hunter2 at /srv/secret'))
    expect(status).toBe(500)
    expect(said).not.toMatch(/hunter2|secret|Error:/)
    expect(said).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })
})
