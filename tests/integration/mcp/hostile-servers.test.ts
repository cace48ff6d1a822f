import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { newMcpServer } from '#lib/mcp/schema.ts'
import { guardedFetch } from '#lib/net/guarded-fetch.ts'
import { type LoopbackMcpServer, type McpRequest, plainTool, startMcpServer } from '#tests/support/mcp-server.ts'
import { McpSession } from '#worker/mcp/session.ts'

const fetch = guardedFetch({ allowPrivate: true, maxResponseBytes: 4 * 2 ** 20 })
let server: LoopbackMcpServer
let open: McpSession[] = []

beforeEach(async () => {
  server = await startMcpServer()
})
afterEach(async () => {
  await server.close()
  await Promise.all(open.map((session) => session.close()))
  open = []
})
afterAll(() => fetch.close())

async function connect(way = fetch as typeof globalThis.fetch): Promise<McpSession> {
  const settings = newMcpServer.parse({ name: 'strange', transport: 'http', url: server.url })
  const target = { id: randomUUID(), ...settings, signIn: 'none' as const }
  const signal = AbortSignal.timeout(10_000)
  const session = await McpSession.connect(target, { fetch: way, headers: {} }, { signal, timeoutMs: 2_000 })
  open.push(session)
  return session
}

const call = async (session: McpSession, timeoutMs = 2_000) =>
  session.call('look', {}, { signal: new AbortController().signal, timeoutMs })

/** Spoils the answers to one method alone. */
const on = (method: string, spoil: LoopbackMcpServer['instead']) => {
  server.instead = (message: McpRequest, response) => (message.method === method ? spoil(message, response) : undefined)
}

test('an ordinary one is talked with', async () => {
  const session = await connect()
  expect((await session.listing()).tools).toMatchObject([{ name: 'look' }])
  expect(await call(session)).toMatchObject({ content: [{ text: 'look was called with {}' }] })
})

test('at a private address it is not talked with', async () => {
  const strict = guardedFetch({ allowPrivate: false, refusal: 'Not there.' })
  await expect(connect(strict)).rejects.toThrow('Not there.')
  expect(server.requests).toHaveLength(0)
  await strict.close()
})

test('one that hangs is given up in words, and what it does not answer holds nothing else up', async () => {
  on('initialize', () => 'answered')
  await expect(connect()).rejects.toThrow(/did not answer in time/)
  on('tools/call', () => 'answered')
  await expect(call(await connect(), 300)).rejects.toThrow(/did not answer in time/)
  on('tools/list', () => 'answered')
  const session = await connect()
  session.listing().catch(() => {})
  expect(await call(session)).toMatchObject({ content: [{ type: 'text' }] })
})

test('one that lists without end, or more than one can look at, is bounded', async () => {
  server.tools = Array.from({ length: 230 }, (_, index) => plainTool(`tool-${index}`))
  const { about, tools } = await (await connect()).listing()
  expect(tools).toHaveLength(200)
  expect(about.leftOut).toHaveLength(30)
  expect(about.leftOut[0]?.reason).toContain('200 tools')
  let page = 0
  on('tools/list', () => ({ tools: [plainTool(`page-${page}`)], nextCursor: String(++page) }))
  await expect((await connect()).listing()).rejects.toThrow(/lists things without end/)
  expect(page).toBeLessThan(30)
})

test('tools that nobody could look at are left out by name, and the others stay', async () => {
  let deep: object = { type: 'string' }
  for (let level = 0; level < 100; level++) deep = { type: 'object', properties: { in: deep } }
  server.tools = [
    plainTool('fine'),
    { ...plainTool('deep'), inputSchema: deep },
    { ...plainTool('wide'), inputSchema: { type: 'object', description: 'x'.repeat(60_000) } },
    plainTool('talks', 'x'.repeat(20_000)),
    plainTool('hides', 'Adds two numbers.\u200b\u202e\u{e0041}'),
  ]
  const { about, tools } = await (await connect()).listing()
  expect(tools.map(({ name }) => name)).toEqual(['fine', 'hides'])
  expect(tools[1]?.description).toBe('Adds two numbers.')
  expect(about.leftOut.map(({ name }) => name)).toEqual(['deep', 'wide', 'talks'])
})

test('one whose list is nested beyond all measure is told so', async () => {
  const deep = `${'{"in":'.repeat(50_000)}{}${'}'.repeat(50_000)}`
  on('tools/list', (message, response) => {
    const tool = `{"name":"deep","inputSchema":{"type":"object","properties":${deep}}}`
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(`{"jsonrpc":"2.0","id":${message.id},"result":{"tools":[${tool}]}}`)
    return 'answered'
  })
  await expect((await connect()).listing()).rejects.toThrow(/nested too deep/)
})

test('one that lies about the shape of its tools, or of its answers, is told so', async () => {
  server.tools = [{ name: 'look', description: 'x', inputSchema: { type: 'string' } }]
  await expect((await connect()).listing()).rejects.toThrow(/no answer of the protocol|no message of the protocol/)
  server.tools = [
    {
      ...plainTool('look'),
      outputSchema: { type: 'object', properties: { degrees: { type: 'number' } }, required: ['degrees'] },
    },
  ]
  on('tools/call', () => ({ content: [], structuredContent: { degrees: 'very' } }))
  const session = await connect()
  await session.listing()
  await expect(call(session)).rejects.toThrow(/does not match/)
  on('tools/call', () => ({ content: 'not a list' }))
  await expect(call(session)).rejects.toThrow(/no answer of the protocol|no message of the protocol/)
})

test('a pattern that takes forever costs nothing', async () => {
  const evil = { type: 'string', pattern: '^(a+)+$' }
  server.tools = [
    {
      ...plainTool('look'),
      inputSchema: { type: 'object', properties: { text: evil } },
      outputSchema: { type: 'object', properties: { text: evil } },
    },
  ]
  on('tools/call', () => ({ content: [], structuredContent: { text: `${'a'.repeat(60)}!` } }))
  const session = await connect()
  await session.listing()
  expect(await call(session)).toMatchObject({ structuredContent: { text: expect.any(String) } })
})

test.each([
  ['no JSON', '{"jsonrpc":', 'application/json', 200],
  ['a page of HTML', '<html>Welcome</html>', 'text/html', 200],
  ['an error of HTTP', 'broken', 'text/plain', 500],
  ['a refusal', '', 'text/plain', 401],
])('one that answers %s is told so', async (what, body, type, status) => {
  server.instead = (_, response) => {
    response.writeHead(status, { 'content-type': type }).end(body)
    return 'answered'
  }
  const said = await connect().then(
    () => 'connected',
    (error: Error) => error.message,
  )
  expect(said).toMatch(what === 'a refusal' ? /does not let us in/ : /MCP server strange/)
})

test('one that closes in the middle, or floods, leaves words and a way on', async () => {
  const session = await connect()
  on('tools/call', (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"jsonrpc": "2.0", ')
    setTimeout(() => response.destroy(), 20)
    return 'answered'
  })
  await expect(call(session)).rejects.toThrow(/MCP server strange/)
  let sent = 0
  on('tools/call', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const line = `data: ${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'x'.repeat(60_000) } })}\n\n`
    const flood = () => {
      while (!response.destroyed && response.write(line)) sent += line.length
      if (!response.destroyed) response.once('drain', flood)
    }
    flood()
    return 'answered'
  })
  await expect(call(session, 1_500)).rejects.toThrow(/MCP server strange/)
  expect(sent).toBeLessThan(40 * 2 ** 20)
  server.instead = () => undefined
  expect(await call(await connect())).toMatchObject({ content: [{ type: 'text' }] })
})
