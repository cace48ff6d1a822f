import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { newMcpServer } from '#lib/mcp/schema.ts'
import { guardedFetch } from '#lib/net/guarded-fetch.ts'
import { McpSession } from '#worker/mcp/session.ts'

const fetch = guardedFetch({ allowPrivate: true })
const started: ChildProcess[] = []
afterAll(async () => {
  for (const child of started) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await fetch.close()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The official server, listening. */
async function start(mode: 'streamableHttp' | 'sse'): Promise<string> {
  const port = await freePort()
  const program = 'node_modules/@modelcontextprotocol/server-everything/dist/index.js'
  const env = { NODE_ENV: 'test' as const, PATH: process.env.PATH, PORT: String(port) }
  const child = spawn(process.execPath, [program, mode], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  await new Promise<void>((resolve, reject) => {
    const said = (chunk: Buffer) => /port/i.test(String(chunk)) && resolve()
    child.stdout.on('data', said)
    child.stderr.on('data', said)
    child.once('exit', () => reject(new Error('it ended')))
  })
  return `http://127.0.0.1:${port}/${mode === 'sse' ? 'sse' : 'mcp'}`
}

test.each([
  ['http', 'streamableHttp'],
  ['sse', 'sse'],
] as const)(
  'the official server over %s: a session, calls, progress, resources and prompts',
  async (transport, mode) => {
    const url = await start(mode)
    const settings = newMcpServer.parse({ name: 'everything', transport, url })
    const target = { id: randomUUID(), ...settings, signIn: 'none' as const }
    const { signal } = new AbortController()
    const session = await McpSession.connect(target, { fetch, headers: {} }, { signal, timeoutMs: 10_000 })
    const options = { signal, timeoutMs: 10_000 }
    const { tools } = await session.listing()
    expect(tools.map(({ name }) => name)).toContain('echo')
    expect(await session.call('echo', { message: 'over the wire' }, options)).toMatchObject({
      content: [{ text: expect.stringContaining('over the wire') }],
    })
    const slow = tools.find(({ name }) => /long/i.test(name))?.name ?? ''
    const shown: string[] = []
    await session.call(slow, { duration: 1, steps: 2 }, { ...options, onProgress: (text) => shown.push(text) })
    expect(shown).toContain('1/2')
    const { resources } = await session.ask((client, ask) => client.listResources(undefined, ask), options)
    expect(resources.length).toBeGreaterThan(0)
    const { prompts } = await session.ask((client, ask) => client.listPrompts(undefined, ask), options)
    expect(prompts.length).toBeGreaterThan(0)
    await session.close()
  },
)
