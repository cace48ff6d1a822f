import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Principal, scopeOfRun } from '#lib/access/scope.ts'
import { disconnect } from '#lib/connections/disconnect.ts'
import { listAgentConnections } from '#lib/connections/list-connections.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { addMcpServer } from '#lib/mcp/create-server.ts'
import { getMcpServer, listMcpTools } from '#lib/mcp/list-servers.ts'
import { recordMcpChange } from '#lib/mcp/load-call.ts'
import { reviewMcpTools } from '#lib/mcp/review-tools.ts'
import { setUpSignIn } from '#lib/mcp/set-up-sign-in.ts'
import { updateMcpServer } from '#lib/mcp/update-server.ts'
import { findTools } from '#lib/toolbox/sources.ts'
import { type Crew, createCrew, type Tenant } from '#tests/support/crew.ts'
import { type LoopbackMcpServer, startMcpServer } from '#tests/support/mcp-server.ts'
import { type OAuthServer, startOAuthServer } from '#tests/support/oauth-server.ts'
import { startWebServer, type WebServer } from '#tests/support/web-server.ts'
import { executeTool } from '#worker/engine/tools/execute-tool.ts'
import { connectTo, wayTo } from '#worker/mcp/connect.ts'
import { connect, signedIn } from './people.ts'

let crew: Crew
let server: OAuthServer
let mcp: LoopbackMcpServer
let metadata: WebServer
let tenant: Tenant
let admin: Principal
let workspaceId: string
let serverId: string
let agents: [string, string]
let resource: object

beforeAll(async () => {
  ;[metadata, server, mcp, crew] = await Promise.all([
    startWebServer(),
    startOAuthServer(),
    startMcpServer(),
    createCrew(),
  ])
  process.env.CREWHOUSE_TOOL_PRIVATE_HOSTS = [metadata.host, server.host, new URL(mcp.url).host].join()
})
afterAll(() => Promise.all([crew.close(), metadata.close(), mcp.close(), server.close()]))
beforeEach(async () => {
  tenant = await crew.createTenant('http://127.0.0.1:1')
  workspaceId = tenant.workspaceId
  admin = await signedIn(crew, tenant)
  agents = [await tenant.createAgent(), await tenant.createAgent()]
  serverId = (await addMcpServer.run(admin, { workspaceId, name: 'hub', transport: 'http', url: mcp.url })).id
  resource = { resource: mcp.url, authorization_servers: [server.url], scopes_supported: ['read'] }
  metadata.answer = () => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(resource) })
  server.accessSeconds = 600
  server.instead = () => undefined
  server.requests.length = 0
  // The token tells who it is; without one it says where its metadata is, as RFC 9728 has it.
  mcp.guard = async ({ headers }) => {
    const account = await server.accountOf(headers.authorization?.replace('Bearer ', ''))
    return account === null ? `Bearer resource_metadata="${metadata.url}/meta"` : null
  }
  mcp.instead = ({ method }, _, headers) =>
    method === 'tools/call' ? { content: [{ type: 'text', text: `It was ${headers?.authorization}` }] } : undefined
})

const scope = () => {
  const { tenantId } = tenant
  return scopeOfRun({ tenantId, workspaceId, createdById: randomUUID(), role: 'member' })
}

/** As `mcp-servers.check` has it done, without the way over a worker's network. */
async function look(agentId: string | null): Promise<void> {
  const target = await getMcpServer.run(admin, { workspaceId, serverId })
  const { tenantId } = tenant
  const owner = agentId === null ? null : { tenantId, workspaceId, agentId }
  const signal = AbortSignal.timeout(20_000)
  const sandbox = () => Promise.reject(new Error('no sandbox is needed'))
  const { open } = await wayTo(target, { owner, tool: null, signal, sandbox })
  const session = await connectTo(target, open, signal)
  try {
    await recordMcpChange(scope(), serverId, await session.listing())
  } finally {
    await session.close()
  }
}

async function enable(): Promise<void> {
  const { items } = await listMcpTools.run(admin, { workspaceId, serverId, limit: 50 })
  const tools = items.map(({ id, hash }) => ({ toolId: id, hash, enabled: true }))
  await reviewMcpTools.run(admin, { workspaceId, serverId, tools })
}

async function call(agentId: string, runId = randomUUID()): Promise<string> {
  const tools = await withScope(scope(), (tx) => findTools(tx, { ...tenant, agentId }))
  const tool = tools.get('mcp_hub_look')
  if (!tool) throw new Error('there is no tool')
  const { result } = await executeTool(
    tool,
    {},
    {
      scope: scope(),
      ...{ threadId: randomUUID(), runId, agentId, toolCallId: randomUUID() },
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

const sentBy = () =>
  Promise.all(
    mcp.requests
      .filter(({ message }) => message.method === 'tools/call')
      .map(({ headers }) => server.accountOf(headers.authorization?.replace('Bearer ', ''))),
  )

test('where to sign in is found out and registered at; each agent calls with its own token, and is cut alone', async () => {
  const [one, other] = agents
  await expect(look(one)).rejects.toThrow(/does not let us in.*each agent to sign in/)
  const service = await setUpSignIn.run(admin, { workspaceId, serverId })
  expect(service).toMatchObject({ mcpServerId: serverId, scopes: ['read', 'offline_access'], clientAuth: 'none' })
  expect(service.clientId).not.toBe(server.clientId)
  expect(service.hosts).toEqual([new URL(mcp.url).host])
  expect((await getMcpServer.run(admin, { workspaceId, serverId })).signIn).toBe('oauth')
  await expect(look(one)).rejects.toThrow(/not connected with hub \(MCP\)/)
  await expect(look(null)).rejects.toThrow(/Connect an agent with it first/)

  const what = { workspaceId, serviceId: service.id }
  const { url, end } = await connect(admin, server, { ...what, agentId: one }, 'ada@example.com')
  expect(end.outcome).toBe('connected')
  expect(url.searchParams.get('resource')).toBe(mcp.url)
  await connect(admin, server, { ...what, agentId: other }, 'bob@example.com')
  expect(server.requests.find(({ path }) => path === '/token')?.form.get('resource')).toBe(mcp.url)
  await look(one)
  await enable()
  mcp.requests.length = 0
  const runId = randomUUID()
  // The server echoes what proves the agent to it: that is seen by nobody.
  expect(await call(one, runId)).toContain('It was Bearer [token]')
  expect(await call(other)).toContain('It was Bearer [token]')
  expect(await sentBy()).toEqual(['ada@example.com', 'bob@example.com'])

  // Renewed within one connection, without the call noticing.
  await crew.sql.query(`update oauth_connections set expires_at = now() - interval '1 second' where agent_id = $1`, [
    one,
  ])
  expect(await call(one, runId)).toContain('It was Bearer [token]')
  expect((await sentBy()).at(-1)).toBe('ada@example.com')

  const { items } = await listAgentConnections.run(admin, { workspaceId, agentId: one, limit: 50 })
  await disconnect.run(admin, { workspaceId, connectionId: items[0]?.id ?? '' })
  // Cut for a connection that is open, too.
  expect(await call(one, runId)).toMatch(/not connected with hub \(MCP\). An admin can connect it/)
  expect(await call(other)).toContain('It was Bearer [token]')

  // Another address is another server: nobody's token goes there.
  await updateMcpServer.run(admin, { workspaceId, serverId, url: `${mcp.url}/other` })
  expect((await getMcpServer.run(admin, { workspaceId, serverId })).signIn).toBe('none')
  expect((await listAgentConnections.run(admin, { workspaceId, limit: 50 })).items).toEqual([])
})

test('what a server and its issuer say of signing in is believed only as far as it goes', async () => {
  const setUp = () => setUpSignIn.run(admin, { workspaceId, serverId })
  const issuerSays = (change: object) => {
    server.instead = (path, response) => {
      if (!path.startsWith('/.well-known/')) return undefined
      const own = {
        issuer: server.url,
        authorization_endpoint: `${server.url}/auth`,
        token_endpoint: `${server.url}/token`,
        registration_endpoint: `${server.url}/reg`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...own, ...change }))
      return 'answered'
    }
  }
  resource = { resource: 'https://bank.example.com/mcp', authorization_servers: [server.url] }
  await expect(setUp()).rejects.toThrow(/speaks for another server than itself/)
  resource = { resource: mcp.url, authorization_servers: ['https://169.254.169.254/'] }
  await expect(setUp()).rejects.toThrow(/private, local or reserved/)
  resource = { resource: mcp.url, authorization_servers: [server.url] }
  for (const [change, words] of [
    [{ issuer: 'https://accounts.google.com' }, /says that it is another one/],
    [{ authorization_endpoint: 'https://192.168.1.1/admin' }, /private, local or reserved/],
    [{ authorization_endpoint: 'javascript:alert(1)' }, /cannot sign in|cannot be used/],
    [{ token_endpoint: 'http://id.example.com/token' }, /begins with https/],
    [{ code_challenge_methods_supported: ['plain'] }, /PKCE/],
    [{ registration_endpoint: undefined }, /enter its client ID/],
  ] as const) {
    issuerSays(change)
    await expect(setUp(), JSON.stringify(change)).rejects.toThrow(words)
  }
  metadata.answer = () => ({ status: 302, headers: { location: 'http://169.254.169.254/' } })
  await expect(setUp()).rejects.toThrow(/cannot be used/)
  metadata.answer = () => ({ body: 'x'.repeat(1024 * 1024) })
  await expect(setUp()).rejects.toThrow(/cannot be used/)
  mcp.guard = async () => null
  await expect(setUp()).rejects.toThrow(/lets everybody in/)
  expect((await getMcpServer.run(admin, { workspaceId, serverId })).signIn).toBe('none')
  const { rows } = await crew.sql.query('select 1 from oauth_services where workspace_id = $1', [workspaceId])
  expect(rows).toEqual([])
})
