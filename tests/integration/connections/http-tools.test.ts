import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Principal, scopeOfRun } from '#lib/access/scope.ts'
import { agentToken } from '#lib/connections/agent-token.ts'
import { beginConnection } from '#lib/connections/begin-connection.ts'
import { createService } from '#lib/connections/create-service.ts'
import { disconnect } from '#lib/connections/disconnect.ts'
import { finishConnection } from '#lib/connections/finish-connection.ts'
import { listAgentConnections } from '#lib/connections/list-connections.ts'
import { listServices } from '#lib/connections/list-services.ts'
import { updateService } from '#lib/connections/update-service.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { addHttpTool } from '#lib/http-tools/create-tool.ts'
import { tryHttpTool } from '#lib/http-tools/try-tool.ts'
import { findTools } from '#lib/toolbox/sources.ts'
import { type Crew, createCrew, type Tenant } from '#tests/support/crew.ts'
import { type OAuthServer, startOAuthServer } from '#tests/support/oauth-server.ts'
import { startWebServer, type WebServer } from '#tests/support/web-server.ts'
import { executeTool } from '#worker/engine/tools/execute-tool.ts'
import { connect, signedIn } from './people.ts'

let crew: Crew
let server: OAuthServer
let site: WebServer
let tenant: Tenant
let admin: Principal
let workspaceId: string
let serviceId: string
let agents: [string, string]

beforeAll(async () => {
  ;[site, server, crew] = await Promise.all([startWebServer(), startOAuthServer(), createCrew()])
  process.env.CREWHOUSE_TOOL_PRIVATE_HOSTS = `${site.host},${server.host}`
})
afterAll(() => Promise.all([crew.close(), site.close(), server.close()]))
beforeEach(async () => {
  tenant = await crew.createTenant('http://127.0.0.1:1')
  workspaceId = tenant.workspaceId
  admin = await signedIn(crew, tenant)
  agents = [await tenant.createAgent(), await tenant.createAgent()]
  serviceId = (await createService.run(admin, service())).id
  await addHttpTool.run(admin, {
    workspaceId,
    name: 'who_am_i',
    description: 'Says who one is.',
    request: { method: 'POST', url: `${site.url}/me`, body: '{"a": 1}' },
    auth: { kind: 'oauth', service: 'Tracker' },
  })
  server.accessSeconds = 600
  server.instead = () => undefined
  for (const { requests } of [server, site]) requests.length = 0
  site.answer = async ({ headers }) => {
    const account = await server.accountOf(headers.authorization?.replace('Bearer ', ''))
    return account === null ? { status: 401, body: 'no' } : { body: `${account} by ${headers.authorization}` }
  }
})

const service = (change: object = {}) => ({
  workspaceId,
  name: 'Tracker',
  authorizationUrl: `${server.url}/auth`,
  tokenUrl: `${server.url}/token`,
  revocationUrl: `${server.url}/token/revocation`,
  clientId: server.clientId,
  clientAuth: 'post' as const,
  clientSecret: server.clientSecret,
  scopes: ['openid', 'read'],
  hosts: [site.host],
  ...change,
})

const scope = () => {
  const { tenantId } = tenant
  return scopeOfRun({ tenantId, workspaceId, createdById: randomUUID(), role: 'member' })
}

async function call(agentId: string): Promise<string> {
  const tools = await withScope(scope(), (tx) => findTools(tx, { ...tenant, agentId }))
  const tool = tools.get('who_am_i')
  if (!tool) throw new Error('there is no tool')
  const { result } = await executeTool(
    tool,
    {},
    {
      scope: scope(),
      ...{ threadId: randomUUID(), runId: randomUUID(), agentId, toolCallId: randomUUID() },
      deferredTools: () => [],
      hasSandbox: false,
      workspaceAccess: 'rw',
      sandbox: () => Promise.reject(new Error('no sandbox is needed')),
      signal: new AbortController().signal,
      onOutput: () => undefined,
    },
  )
  return result.text
}

const connectAgent = (agentId: string, account: string | null, person: Principal = admin) =>
  connect(person, server, { workspaceId, agentId, serviceId }, account)
const connections = async () => (await listAgentConnections.run(admin, { workspaceId, limit: 50 })).items
const tokenRequests = () => server.requests.filter(({ path }) => path === '/token')
const sentTokens = () => site.requests.map(({ headers }) => headers.authorization?.replace('Bearer ', '') ?? '')

test('two agents act with access of their own; cutting one leaves the other, and no token is seen or stored in the open', async () => {
  const [one, other] = agents
  expect(await call(one)).toMatch(/not connected with Tracker. An admin can connect it on the agent’s page/)
  const { url, end } = await connectAgent(one, 'ada@example.com')
  expect(end).toEqual({ outcome: 'connected', returnTo: '/back' })
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ code_challenge_method: 'S256', scope: 'openid read' })
  await connectAgent(other, 'bob@example.com')
  expect([await call(one), await call(other)]).toEqual([
    expect.stringContaining('ada@example.com by Bearer [Tracker]'),
    expect.stringContaining('bob@example.com by Bearer [Tracker]'),
  ])
  expect(await connections()).toMatchObject([
    { agentId: one, account: 'ada@example.com', connectedBy: 'Grace', state: 'connected' },
    { agentId: other, account: 'bob@example.com', serviceName: 'Tracker' },
  ])
  expect((await connections()).every(({ lastUsedAt }) => lastUsedAt !== null)).toBe(true)

  const refreshTokens = (await crew.sql.query('select sealed_refresh_token as sealed from oauth_connections')).rows
  expect(refreshTokens.every(({ sealed }) => sealed.ciphertext)).toBe(true)
  const { rows } = await crew.sql.query(
    `select (select json_agg(s) from oauth_services s)::text || (select json_agg(c) from oauth_connections c)::text ||
       (select json_agg(a) from audit_events a)::text as all`,
  )
  const listed = JSON.stringify([await connections(), await listServices.run(admin, { workspaceId, limit: 50 })])
  for (const secret of [...sentTokens(), server.clientSecret]) {
    expect(rows[0].all + listed).not.toContain(secret)
  }

  const [token = ''] = sentTokens()
  const [mine] = await connections()
  await disconnect.run(admin, { workspaceId, connectionId: mine?.id ?? '' })
  expect(await call(one)).toMatch(/not connected with Tracker/)
  expect(await call(other)).toContain('bob@example.com')
  // The service was told: what was cut is worth nothing to whoever may have it.
  expect(await server.accountOf(token)).toBeNull()
  expect((await connections()).map(({ agentId }) => agentId)).toEqual([other])
})

test('many workers at once renew rotating tokens once; what the host refuses is renewed too', async () => {
  const [one] = agents
  await connectAgent(one, 'ada@example.com')
  await crew.sql.query(`update oauth_connections set expires_at = now() - interval '1 second' where agent_id = $1`, [
    one,
  ])
  const request = {
    agentId: one,
    service: { name: 'Tracker' },
    target: { host: '127.0.0.1', port: Number(new URL(site.url).port) },
    signal: new AbortController().signal,
  }
  const asked = tokenRequests().length
  const found = await Promise.all(Array.from({ length: 12 }, () => agentToken(scope(), request)))
  expect(new Set(found.map(({ value }) => value)).size).toBe(1)
  expect(await server.accountOf(found[0]?.value)).toBe('ada@example.com')
  expect(tokenRequests().length - asked).toBe(1)

  // The host takes tokens back before their time: the same request is made again, with a new one.
  const [first = ''] = found.map(({ value }) => value)
  const isGood = site.answer
  site.answer = (asking) => (asking.headers.authorization === `Bearer ${first}` ? { status: 401 } : isGood(asking))
  expect(await call(one)).toContain('ada@example.com by Bearer [Tracker]')
  expect(site.requests.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}'])
  expect(tokenRequests().length - asked).toBe(2)
})

test('a service that is away is asked again; one that takes its word back ends the connection until somebody connects anew', async () => {
  const [one] = agents
  await connectAgent(one, 'ada@example.com')
  const expire = () => crew.sql.query(`update oauth_connections set expires_at = now() - interval '1 second'`)
  await expire()
  server.instead = (path, response) => {
    if (path !== '/token') return undefined
    response.writeHead(503).end()
    return 'answered'
  }
  expect(await call(one)).toMatch(/Tracker could not be asked to renew this agent’s access. Try again in a minute/)
  expect((await connections())[0]?.state).toBe('connected')
  server.instead = () => undefined
  expect(await call(one)).toContain('ada@example.com')

  await expire()
  server.instead = (path, response) => {
    if (path !== '/token') return undefined
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error": "invalid_grant"}')
    return 'answered'
  }
  const words = /connection with Tracker has ended.*An admin can connect it again on the agent’s page/
  expect(await call(one)).toMatch(words)
  const asked = tokenRequests().length
  expect(await call(one)).toMatch(words)
  expect(tokenRequests()).toHaveLength(asked)
  expect((await connections())[0]?.state).toBe('ended')
  server.instead = () => undefined
  await connectAgent(one, 'ada@example.com')
  expect(await call(one)).toContain('ada@example.com')
  expect(await connections()).toHaveLength(1)
})

test('a way back is one browser’s, one person’s, and taken once', async () => {
  const [one] = agents
  const what = { workspaceId, agentId: one, serviceId }
  const begun = await beginConnection(admin, what, '/back')
  server.expect('ada@example.com')
  const { search } = await server.browse(begun.url)
  const stranger = await signedIn(crew, await crew.createTenant('http://127.0.0.1:1'))
  const colleague = await signedIn(crew, tenant)
  const victim = await beginConnection(colleague, what, '/back')
  // Somebody else's answer in a browser that set out, and somebody else's way in a browser that did not.
  expect(await finishConnection(victim.token, search, colleague)).toMatchObject({ outcome: 'expired' })
  for (const person of [stranger, colleague, { kind: 'anonymous' } as const]) {
    const again = await beginConnection(admin, what, '/back')
    const { search: answer } = await server.browse(again.url)
    expect(await finishConnection(again.token, answer, person)).toEqual({ outcome: 'expired', returnTo: null })
  }
  expect(await finishConnection(undefined, search, admin)).toMatchObject({ outcome: 'expired' })
  expect(await connections()).toEqual([])
  expect(await finishConnection(begun.token, search, admin)).toMatchObject({ outcome: 'connected' })
  expect(await finishConnection(begun.token, search, admin)).toMatchObject({ outcome: 'expired' })

  expect((await connectAgent(one, null)).end.outcome).toBe('cancelled')
  // Whoever may not connect agents any more on the way back does not.
  const again = await beginConnection(colleague, what, '/back')
  server.expect('eve@example.com')
  const late = await server.browse(again.url)
  await crew.sql.query(`update memberships set role = 'member' where user_id = $1`, [colleague.userId])
  expect((await finishConnection(again.token, late.search, colleague)).outcome).toBe('failed')
  expect((await connections()).map(({ account }) => account)).toEqual(['ada@example.com'])
  await expect(beginConnection(await tenant.addMember('admin'), what, '/')).rejects.toThrow(/in their own browser/)
})

test('addresses stay outside, tokens go to the hosts that were named, and a tool is tried as an agent', async () => {
  for (const [url, words] of [
    ['http://id.example.com/a', /begins with https/],
    ['javascript:alert(1)', /begins with https/],
    ['https://10.0.0.1/authorize', /private, local or reserved/],
    ['https://[::1]/authorize', /private, local or reserved/],
    ['https://printer.local/authorize', /private, local or reserved/],
    ['https://169.254.169.254/authorize', /private, local or reserved/],
    ['https://me:pw@id.example.com/', /name or a password/],
  ] as const) {
    for (const field of ['authorizationUrl', 'tokenUrl', 'revocationUrl']) {
      const made = createService.run(admin, service({ name: 'Bad', [field]: url }))
      await expect(made, `${field} ${url}`).rejects.toThrow(words)
    }
  }
  // A name may lead inside later on: that is looked at before a browser is sent there.
  await crew.sql.query(`update oauth_services set authorization_url = 'https://127.0.0.1:9/authorize'`)
  const [one] = agents
  await expect(beginConnection(admin, { workspaceId, agentId: one, serviceId }, '/')).rejects.toThrow(/private, local/)
  await crew.sql.query('update oauth_services set authorization_url = $1', [`${server.url}/auth`])

  await connectAgent(one, 'ada@example.com')
  const { items } = await withScope(scope(), async (tx) => ({ items: await tx.httpTool.findMany() }))
  const httpToolId = items[0]?.id ?? ''
  const tried = await tryHttpTool.run(admin, { workspaceId, httpToolId, agentId: one, args: {} })
  expect(tried.text).toBe('ada@example.com by Bearer [Tracker]')
  await expect(tryHttpTool.run(admin, { workspaceId, httpToolId, agentId: null, args: {} })).rejects.toThrow(
    /Choose the agent/,
  )

  await updateService.run(admin, { workspaceId, serviceId, hosts: ['api.example.com'] })
  const before = site.requests.length
  expect(await call(one)).toMatch(/may not go to 127.0.0.1. An admin can allow that host/)
  expect(site.requests).toHaveLength(before)

  // A deleted agent's tokens are gone with it.
  await crew.sql.query('update agents set deleted_at = now() where id = $1', [one])
  expect(await connections()).toEqual([])
})
