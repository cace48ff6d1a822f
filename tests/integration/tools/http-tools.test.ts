import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Principal, scopeOfRun } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { addHttpTool } from '#lib/http-tools/create-tool.ts'
import { removeHttpTool } from '#lib/http-tools/delete-tool.ts'
import { listHttpTools } from '#lib/http-tools/list-tools.ts'
import { importOpenApi, readOpenApi } from '#lib/http-tools/openapi/import-operations.ts'
import { tryHttpTool } from '#lib/http-tools/try-tool.ts'
import { updateHttpTool } from '#lib/http-tools/update-tool.ts'
import { createSecret } from '#lib/secrets/create-secret.ts'
import { listSecrets } from '#lib/secrets/list-secrets.ts'
import { findTools } from '#lib/toolbox/sources.ts'
import { decideByRules } from '#lib/tools/policy.ts'
import { type Crew, createCrew, type Tenant } from '#tests/support/crew.ts'
import { startWebServer, type WebServer } from '#tests/support/web-server.ts'
import { executeTool } from '#worker/engine/tools/execute-tool.ts'

const VALUE = 'sk-the-real-value-of-the-test'
let crew: Crew
let tenant: Tenant
let admin: Principal
let agentId: string
let site: WebServer
let workspaceId: string

beforeAll(async () => {
  site = await startWebServer()
  process.env.CREWHOUSE_TOOL_PRIVATE_HOSTS = site.host
  crew = await createCrew()
})
afterAll(async () => {
  await crew.close()
  await site.close()
})
beforeEach(async () => {
  tenant = await crew.createTenant('http://127.0.0.1:1')
  workspaceId = tenant.workspaceId
  ;[agentId, admin] = await Promise.all([tenant.createAgent(), tenant.addMember('admin')])
  site.requests.length = 0
  site.answer = () => ({ headers: { 'content-type': 'application/json' }, body: '{"ok": true}' })
})

const scope = () => {
  const { tenantId, workspaceId } = tenant
  return scopeOfRun({ tenantId, workspaceId, createdById: randomUUID(), role: 'member' })
}

async function definition(name: string) {
  const tools = await withScope(scope(), (tx) => findTools(tx, { ...tenant, agentId }))
  const tool = tools.get(name)
  if (!tool) throw new Error(`there is no ${name}`)
  return tool
}

async function call(name: string, input: unknown) {
  const { status, result } = await executeTool(await definition(name), input, {
    scope: scope(),
    ...{ threadId: randomUUID(), runId: randomUUID(), agentId, toolCallId: randomUUID() },
    deferredTools: () => [],
    hasSandbox: false,
    workspaceAccess: 'rw',
    sandbox: () => Promise.reject(new Error('no sandbox is needed')),
    signal: new AbortController().signal,
    onOutput: () => undefined,
  })
  return { status, text: result.text }
}

const tool = (change: object = {}) => ({
  workspaceId,
  name: 'create_issue',
  description: 'Creates an issue.',
  request: {
    method: 'POST' as const,
    url: `${site.url}/repos/{repo}/issues`,
    query: [{ name: 'draft', value: '{draft}' }],
    body: '{"title": "{title}"}',
  },
  parameters: [{ name: 'repo' }, { name: 'title' }, { name: 'draft', required: false, schema: { type: 'boolean' } }],
  auth: { kind: 'bearer' as const, secret: 'API_TOKEN' },
  ...change,
})

const giveSecret = (hosts = [site.host], tools: string[] = []) =>
  createSecret.run(admin, { workspaceId, name: 'API_TOKEN', value: VALUE, hosts, tools })

test('a tool is offered with its schema, sends what the model said with the secret, and shows neither secret nor its spellings', async () => {
  await giveSecret()
  const made = await addHttpTool.run(admin, tool())
  expect(made).toMatchObject({ risk: 'write', host: site.host, revision: 1 })
  const offered = await definition('create_issue')
  expect(offered.inputSchema).toMatchObject({ required: ['repo', 'title'], properties: { draft: { type: 'boolean' } } })
  expect(offered).toMatchObject({ secrets: ['API_TOKEN'], hosts: [site.host], runsIn: 'platform', idempotent: false })
  const rules = [{ tools: '*', effect: 'deny' as const, when: { host: '127.0.0.1', method: 'POST' } }]
  const decide = (args: unknown) => decideByRules(offered, [{ level: 'agent', rules }], { value: args }).effect
  expect([decide({ repo: 'a', title: 'b' }), decide(null), decide({ repo: '..' })]).toEqual(['deny', 'deny', 'deny'])

  site.answer = ({ headers }) => ({
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ echo: headers.authorization, encoded: Buffer.from(VALUE).toString('base64') }),
  })
  const { status, text } = await call('create_issue', { repo: 'a/b', title: 'Hi "you"', draft: true })
  expect(status).toBe('succeeded')
  expect(site.requests[0]).toMatchObject({ method: 'POST', body: '{"title":"Hi \\"you\\""}' })
  expect(site.requests[0]?.url.href).toBe(`${site.url}/repos/a%2Fb/issues?draft=true`)
  expect(site.requests[0]?.headers.authorization).toBe(`Bearer ${VALUE}`)
  expect(text).toContain('HTTP 201')
  expect(text).toContain('Bearer [API_TOKEN]')
  expect(text).not.toContain(VALUE)
  expect(text).not.toContain(Buffer.from(VALUE).toString('base64').slice(4, -4))
  const { items } = await listSecrets.run(admin, { workspaceId })
  expect(items[0]?.lastUsedAt).not.toBeNull()
  expect(JSON.stringify(await listHttpTools.run(admin, { workspaceId }))).not.toContain(VALUE)

  expect(await call('create_issue', { title: 'no repo' })).toMatchObject({ status: 'failed', text: /repo/ })
  expect(await call('create_issue', { repo: '..', title: 'x' })).toMatchObject({ status: 'failed', text: /repo/ })
  expect(site.requests).toHaveLength(1)
})

test('a secret goes nowhere but to the hosts and with the tools that it is granted to', async () => {
  await addHttpTool.run(admin, tool())
  const args = { repo: 'r', title: 't' }
  expect((await call('create_issue', args)).text).toMatch(/needs the secret API_TOKEN.*Settings/)
  await giveSecret(['api.example.com'])
  expect((await call('create_issue', args)).text).toContain('may not go to 127.0.0.1')
  await addHttpTool.run(
    admin,
    tool({ name: 'plain', request: { method: 'GET', url: 'http://example.com/' }, parameters: [] }),
  )
  expect((await call('plain', {})).text).toContain('never sent over plain HTTP')
  expect(site.requests).toEqual([])
})

test('headers, query and Basic carry it too, and a redirect is told, not followed', async () => {
  await giveSecret([site.host], ['asks'])
  site.answer = ({ url, headers }) => ({
    status: 302,
    headers: { location: `http://169.254.169.254/${url.search}` },
    body: String(headers.authorization ?? headers['x-key']),
  })
  const get = { name: 'asks', request: { method: 'GET', url: `${site.url}/a?b=c` }, parameters: [] }
  const made = await addHttpTool.run(admin, tool({ ...get, auth: { kind: 'query', secret: 'API_TOKEN', name: 'key' } }))
  const change = (auth: object) => updateHttpTool.run(admin, { workspaceId, httpToolId: made.id, auth })
  const texts = [(await call('asks', {})).text]
  await change({ kind: 'header', secret: 'API_TOKEN', name: 'X-Key' })
  texts.push((await call('asks', {})).text)
  await change({ kind: 'basic', secret: 'API_TOKEN', user: 'ada' })
  texts.push((await call('asks', {})).text)
  expect(site.requests.map(({ url }) => url.search)).toEqual([`?b=c&key=${VALUE}`, '?b=c', '?b=c'])
  expect(site.requests[1]?.headers['x-key']).toBe(VALUE)
  const basic = Buffer.from(`ada:${VALUE}`).toString('base64')
  expect(site.requests[2]?.headers.authorization).toBe(`Basic ${basic}`)
  for (const text of texts) {
    expect(text).toContain('which was not followed')
    for (const hidden of [VALUE, basic]) expect(text).not.toContain(hidden)
  }
})

test('long answers are cut, bytes are not shown, errors are failures with what the API said', async () => {
  await addHttpTool.run(
    admin,
    tool({ name: 'asks', request: { method: 'GET', url: site.url }, parameters: [], auth: { kind: 'none' } }),
  )
  site.answer = () => ({ headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(3_000_000) })
  const long = await call('asks', {})
  expect(long.text.length).toBeLessThan(41_000)
  expect(long.text).toContain('its end is left out')
  site.answer = () => ({ headers: { 'content-type': 'image/png' }, body: Buffer.from([1, 2, 3]) })
  expect((await call('asks', {})).text).toContain('[3 bytes of image/png, not shown]')
  site.answer = () => ({ status: 422, headers: { 'content-type': 'application/json' }, body: '{"error": "no title"}' })
  expect(await call('asks', {})).toMatchObject({ status: 'failed', text: /HTTP 422.*no title/s })
})

test('it is tried, changed under another risk where the method changes, and gone when it is removed', async () => {
  await giveSecret()
  const { id: httpToolId } = await addHttpTool.run(admin, tool())
  const answer = await tryHttpTool.run(admin, { workspaceId, httpToolId, args: { repo: 'r', title: 't' } })
  expect(answer).toMatchObject({ status: 200, text: '{"ok": true}', isCut: false })
  await expect(tryHttpTool.run(admin, { workspaceId, httpToolId, args: { repo: 7 } })).rejects.toThrow(/args/)
  const request = { method: 'DELETE', url: `${site.url}/{repo}` }
  const parameters = [{ name: 'repo' }]
  const changed = await updateHttpTool.run(admin, { workspaceId, httpToolId, request, parameters })
  expect(changed).toMatchObject({ risk: 'dangerous', revision: 2 })
  expect((await definition('create_issue')).inputSchema).toMatchObject({ required: ['repo'] })
  await expect(addHttpTool.run(admin, tool())).rejects.toThrow(/create_issue already/)
  await removeHttpTool.run(admin, { workspaceId, httpToolId })
  await expect(definition('create_issue')).rejects.toThrow(/there is no/)
})

test('operations of an API are imported from its address, all of those that were chosen or none', async () => {
  await giveSecret()
  const document = {
    openapi: '3.1.0',
    info: { title: 'Notes' },
    servers: [{ url: '/v1' }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/notes': { get: { operationId: 'listNotes', summary: 'List notes' }, post: { operationId: 'taken' } },
      '/files': { post: { requestBody: { required: true, content: { 'multipart/form-data': {} } } } },
    },
  }
  site.answer = ({ url }) =>
    url.pathname === '/openapi.json' ? { body: JSON.stringify(document) } : { body: `read ${url.pathname}` }
  const address = `${site.url}/openapi.json`
  const read = await readOpenApi.run(admin, { workspaceId, address, prefix: 'notes_' })
  expect(read).toMatchObject({ title: 'Notes', server: `${site.url}/v1`, auth: 'bearer' })
  expect(read.operations.map(({ name, problem }) => [name, problem === null])).toEqual([
    ['notes_listNotes', true],
    ['notes_taken', true],
    ['notes_post_files', false],
  ])
  const auth = { kind: 'bearer', secret: 'API_TOKEN' }
  const choose = (operations: string[]) =>
    importOpenApi.run(admin, { workspaceId, address, prefix: 'notes_', operations, auth })
  await expect(choose(['GET /notes', 'POST /files'])).rejects.toThrow(/cannot be imported: it takes multipart/)
  await addHttpTool.run(admin, tool({ name: 'notes_taken' }))
  await expect(choose(['GET /notes', 'POST /notes'])).rejects.toThrow(/notes_taken already/)
  const names = async () => (await listHttpTools.run(admin, { workspaceId })).items.map(({ name }) => name)
  expect(await names()).toEqual(['notes_taken'])
  await choose(['GET /notes'])
  expect(await names()).toEqual(['notes_taken', 'notes_listNotes'])
  expect((await call('notes_listNotes', {})).text).toContain('read /v1/notes')
  expect(site.requests.at(-1)?.headers.authorization).toBe(`Bearer ${VALUE}`)

  await expect(readOpenApi.run(admin, { workspaceId, address: 'http://169.254.169.254/openapi.json' })).rejects.toThrow(
    /tools may not go/,
  )
})
