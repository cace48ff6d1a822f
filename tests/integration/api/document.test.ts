import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formatsModule from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApiDocument } from '#app/_server/openapi.ts'
import { type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import { type OAuthServer, startOAuthServer } from '#tests/support/oauth-server.ts'
import { startWorker, type WorkerProcess } from '#tests/support/worker-process.ts'
import { type Credentials, callHandler, cookieOf, type Handlers, loadHandlers } from '../walls/handlers.ts'
import { type Installation, installHere } from '../walls/installation.ts'
import { type RouteRequest, requestsAbout } from '../walls/requests.ts'
import { makeWorld, type Place, type World } from '../walls/world.ts'

/* Every operation of the document is called, and what it answers is held against what the document says. */

interface Answer {
  headers?: Record<string, object>
  content?: Record<string, { schema?: object; example?: unknown }>
}
interface Operation {
  operationId: string
  summary: string
  description: string
  parameters: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema?: object; example?: unknown }> }
  responses: Record<string, Answer & { $ref?: string }>
}
interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, Answer>; schemas: Record<string, object> }
}

const document = JSON.parse(JSON.stringify(openApiDocument())) as OpenApi
const ajv = new Ajv2020({ strict: false, allErrors: true })
const addFormats = formatsModule as unknown as (ajv: Ajv2020) => void
addFormats(ajv)
ajv.addSchema(document, 'document')

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)

/** What has to be there before an operation can succeed, and another input where the usual one is meant to fail. */
const preparations: Record<string, (place: Place) => Promise<Partial<RouteRequest> | undefined>> = {
  'agents.create': async () => ({ json: { templateId: 'coder', name: 'Ada' } }),
  'files.delete': writeFile,
  'files.finish-upload': sendUpload,
  'files.move': writeFile,
  'openai.chat': async ({ agentId }) => {
    await installation.sql.query('update agents set models = $1 where id = $2', [
      JSON.stringify([{ providerId: 'demo', model: 'demo' }]),
      agentId,
    ])
    return { json: { model: agentId, messages: [{ role: 'user', content: 'say "Hello"' }] } }
  },
  'sandboxes.repeat-setup': async ({ agentId }) => {
    await installation.sql.query(`update agents set sandbox = '{"setupCommand":"true"}' where id = $1`, [agentId])
    return undefined
  },
  'runs.answer-tools': async ({ failedRunId }) => {
    await installation.sql.query(`update runs set status = 'waiting' where id = $1`, [failedRunId])
    return undefined
  },
  'messages.edit': async (place) => {
    const { owner: person } = world.people
    const authorId = person.kind === 'login' ? person.userId : ''
    await installation.sql.query('update messages set author_id = $1 where id = $2', [authorId, place.messageId])
    return keepWaiting(place)
  },
  'messages.steer': async (place) => {
    await keepRunning(place)
    await installation.sql.query('update messages set parent_run_id = $1 where id = $2', [
      place.failedRunId,
      place.messageId,
    ])
    return keepWaiting(place)
  },
  'messages.withdraw': keepWaiting,
  'runs.stop-tool-call': keepRunning,
  'files.read': writeFile,
  'files.restore': sendTrash,
  'files.stat': writeFile,
  'files.zip': writeFile,
  'providers.list-models': async ({ providerId }) => {
    await installation.sql.query('update providers set base_url = $1 where id = $2', [model.url, providerId])
    return undefined
  },
  'workspaces.restore': async ({ workspaceId }) => {
    await installation.sql.query('update workspaces set archived_at = now() where id = $1', [workspaceId])
    return undefined
  },
  'threads.open': async ({ threadId }) => {
    const { owner: person } = world.people
    const owns = person.kind === 'login' ? person.userId : ''
    await installation.sql.query('update threads set private_to = $1 where id = $2', [owns, threadId])
    return undefined
  },
  'mcp-servers.set-up-sign-in': async ({ mcpServerId }) => {
    // It says nothing of itself, and is where one signs in.
    const url = `${signInAt.url}/mcp`
    await installation.sql.query(`update mcp_servers set transport = 'http', url = $2 where id = $1`, [
      mcpServerId,
      url,
    ])
    return undefined
  },
  'http-tools.try': async ({ httpToolId }) => {
    const request = JSON.stringify({ method: 'GET', url: `${new URL(model.url).origin}/` })
    await installation.sql.query('update http_tools set request = $2 where id = $1', [httpToolId, request])
    return undefined
  },
  'packages.list-submissions': submitPackage,
  'packages.get-submission': submitPackage,
  'packages.review': submitPackage,
  'packages.curate': async (place) => {
    await submitPackage(place)
    await installation.sql.query('update packages set listed = true where id = $1', [place.packageId])
    return undefined
  },
  'packages.publish': async ({ skillId, tenantId }) => {
    // The world's publisher has no key that could sign: with its first package it gets one.
    await installation.sql.query('delete from package_publishers where tenant_id = $1', [tenantId])
    await installation.sql.query('update skills set active_version = version where id = $1', [skillId])
    return undefined
  },
  'threads.restore': async ({ threadId }) => {
    await installation.sql.query('update threads set deleted_at = now() where id = $1', [threadId])
    return undefined
  },
}

let installation: Installation
let handlers: Handlers
let model: FakeModel
let signInAt: OAuthServer
let worker: WorkerProcess
let world: World
let owner: Credentials
const dataDir = mkdtempSync(join(tmpdir(), 'crewhouse-document-'))

beforeAll(async () => {
  process.env.CREWHOUSE_ALLOW_PRIVATE_PROVIDERS = '1'
  installation = await installHere()
  handlers = await loadHandlers()
  model = await startFakeModel(says('Hello.'))
  signInAt = await startOAuthServer()
  process.env.CREWHOUSE_TOOL_PRIVATE_HOSTS = `${new URL(model.url).host},${signInAt.host}`
  worker = await startWorker({
    CREWHOUSE_DATA_DIR: dataDir,
    // It says there that it is ready.
    LOG_LEVEL: 'info',
    CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT: '1',
  })
})
afterAll(async () => {
  await worker.kill('SIGTERM')
  await Promise.all([model.close(), signInAt.close()])
  await installation.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function makePlace(): Promise<Place> {
  world = await makeWorld(installation.sql)
  owner = await cookieOf(world.people.owner)
  return world.main
}

/** The request of the walls' tests that goes to this operation. */
function requestFor({ path, method }: { path: string; method: string }, place: Place): RouteRequest {
  const pattern = new RegExp(`^/api/v1${path.replace(/\{\w+\}/g, '[^/?]+')}([?]|$)`)
  const asked = requestsAbout(place).find((each) => each.method === method && pattern.test(each.path))
  if (!asked)
    throw new Error(`${method} ${path} is in the document, and tests/integration/walls has no request for it.`)
  return asked
}

/** The worker beside this test leaves the queued run alone. */
async function keepWaiting({ queuedRunId }: Place): Promise<undefined> {
  await installation.sql.query(
    `update runs set status = 'queued', attempt = 0, available_at = now() + interval '1 hour' where id = $1`,
    [queuedRunId],
  )
}

/** The failed run is at work again, by a worker that nobody misses. */
async function keepRunning(place: Place): Promise<undefined> {
  await keepWaiting(place)
  await installation.sql.query(
    `update runs set status = 'running', lease_expires_at = now() + interval '1 hour', finished_at = null where id = $1`,
    [place.failedRunId],
  )
}

async function writeFile(place: Place): Promise<undefined> {
  const asked = requestFor({ method: 'PUT', path: '/workspaces/{workspaceId}/files/content' }, place)
  expect((await send(asked, owner)).status).toBe(200)
}

/** Every byte that the place's upload waits for. */
async function sendUpload(place: Place): Promise<undefined> {
  const part = '/workspaces/{workspaceId}/files/uploads/{uploadId}/content'
  const asked = requestFor({ method: 'PUT', path: part }, place)
  expect((await send({ ...asked, bytes: new Uint8Array(3) }, owner)).status).toBe(200)
}

/** The place's package waits for the person's own review. */
async function submitPackage({ packageId, packageVersionId }: Place): Promise<undefined> {
  const { owner: person } = world.people
  const reviewer = person.kind === 'login' ? person.userId : ''
  await installation.sql.query('update users set is_platform_admin = true where id = $1', [reviewer])
  await installation.sql.query('update packages set claimed = true where id = $1', [packageId])
  await installation.sql.query(`update package_versions set listing = 'submitted' where id = $1`, [packageVersionId])
}

/** The bytes of what the place's trash tells of. */
async function sendTrash(place: Place): Promise<undefined> {
  const asked = requestFor({ method: 'PUT', path: '/workspaces/{workspaceId}/files/content' }, place)
  const path = asked.path.replace('/workspace/a', encodeURIComponent(`/workspace/.crewhouse/trash/${place.trashId}`))
  expect((await send({ ...asked, path }, owner)).status).toBe(200)
}

async function send(asked: RouteRequest, credentials: Credentials) {
  const stop = new AbortController()
  const response = await callHandler(handlers, asked, credentials, stop.signal)
  const text = await response.text()
  stop.abort()
  return { status: response.status, headers: response.headers, text }
}

type Sent = Awaited<ReturnType<typeof send>>

/** Fails unless the document says that this operation may answer so. */
function expectDescribed({ path, method, operation }: (typeof operations)[number], { status, headers, text }: Sent) {
  const described = operation.responses[status]
  expect(described, `${operation.operationId} answered ${status}: ${text}`).toBeDefined()
  const reference =
    described?.$ref?.slice(1) ?? `/paths/${pointerPart(path)}/${method.toLowerCase()}/responses/${status}`
  const answer = described?.$ref
    ? document.components.responses[described.$ref.split('/').at(-1) ?? '']
    : (described as Answer)
  const type = headers.get('content-type')?.split(';')[0] ?? ''
  if (!answer?.content) return expect(text).toBe('')
  expect(Object.keys(answer.content), operation.operationId).toContain(type)
  for (const name of ['X-Request-Id', ...(headers.has('etag') ? ['ETag'] : [])]) {
    expect(answer.headers, `${operation.operationId} ${status}`).toHaveProperty(name)
    expect(headers.get(name)).toBeTruthy()
  }
  if (type.endsWith('json')) {
    const validate = validator(`${reference}/content/${pointerPart(type)}/schema`)
    expect(validate(JSON.parse(text)) ? [] : validate.errors, `${operation.operationId} ${status}: ${text}`).toEqual([])
  }
}

function pointerPart(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1')
}

function validator(pointer: string): ValidateFunction {
  return ajv.compile({ $ref: `document#${encodeURI(pointer)}` })
}

describe.each(operations.map((each) => [each.operation.operationId, each] as const))('%s', (id, described) => {
  test('answers as the document says', async () => {
    const place = await makePlace()
    const asked = { ...requestFor(described, place), ...(await preparations[id]?.(place)) }
    const sent = await send(asked, owner)
    expect(sent.status, sent.text).toBeLessThan(300)
    expectDescribed(described, sent)
  })

  test('refuses as the document says', async () => {
    const place = await makePlace()
    const asked = requestFor(described, place)
    const refusals: Sent[] = [await send(asked, {}), await send(asked, { authorization: 'Bearer chk_nothing' })]
    expect(refusals.map(({ status }) => status)).toEqual([401, 401])
    if (described.path.includes('{')) {
      const ids = new RegExp(`${place.workspaceId}|${place.tenantId}|${place.agentId}`)
      const elsewhere = await send({ ...asked, path: asked.path.replace(ids, randomUUID()) }, owner)
      const malformed = await send({ ...asked, path: asked.path.replace(ids, 'nowhere') }, owner)
      expect([elsewhere.status, [400, 404].includes(malformed.status)]).toEqual([404, true])
      refusals.push(elsewhere, malformed)
    }
    for (const refusal of refusals) expectDescribed(described, refusal)
  })

  test('is told in words, with examples that hold', () => {
    const { operation, path, method } = described
    expect(operation.summary).toMatch(/^\p{Lu}/u)
    expect(operation.description.length).toBeGreaterThan(3)
    for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
      expect(operation.parameters).toContainEqual(expect.objectContaining({ name, in: 'path' }))
    }
    const at = `/paths/${pointerPart(path)}/${method.toLowerCase()}`
    const bodies = Object.entries(operation.requestBody?.content ?? {}).map(
      ([type, content]) => [`${at}/requestBody/content/${pointerPart(type)}/schema`, content] as const,
    )
    const answers = Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
      Object.entries(content).map(
        ([type, each]) => [`${at}/responses/${status}/content/${pointerPart(type)}/schema`, each] as const,
      ),
    )
    for (const [pointer, { example }] of [...bodies, ...answers]) {
      if (example === undefined) continue
      const validate = validator(pointer)
      expect(validate(example) ? [] : validate.errors, pointer).toEqual([])
    }
  })
})

describe('the document', () => {
  test('has each name once, and no reference that leads nowhere', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, pointer] of JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)) {
      const found = (pointer ?? '')
        .slice(1)
        .split('/')
        .reduce((at, key) => (at as never)?.[key], document as unknown)
      expect(found, pointer).toBeDefined()
    }
  })

  test('holds every route file of the public API', () => {
    const known = operations.map(({ path, method }) => `${method} v1${path.replace(/\{(\w+)\}/g, '[$1]')}`)
    const there = [...handlers].flatMap(([route, module]) =>
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
        .filter((method) => module[method])
        .map((method) => `${method} ${route}`),
    )
    expect(there.filter((name) => name.includes(' v1/') && !name.includes('[...') && !known.includes(name))).toEqual([])
  })
})
