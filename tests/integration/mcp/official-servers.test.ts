import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type McpTarget, newMcpServer } from '#lib/mcp/schema.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { packagesTar } from '#tests/support/npm-packages.ts'
import { run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import { McpSession } from '#worker/mcp/session.ts'
import type { Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

const here = '@modelcontextprotocol/server-'

describe('the official servers, by npx in an agent’s own container', { timeout: 60_000 }, () => {
  const spec = sandboxSpec()
  let driver: SandboxDriver
  let sandbox: Sandbox
  const open: McpSession[] = []

  beforeAll(async () => {
    driver = await testDockerDriver()
    await driver.importWorkspace(
      spec.workspaceId,
      await packagesTar([`${here}everything`, `${here}filesystem`, `${here}memory`]),
    )
    sandbox = await driver.open(spec)
  }, 600_000)
  afterAll(async () => {
    await Promise.all(open.map((session) => session.close()))
    await driver.removeAgent(spec.agentId)
    await driver.removeWorkspace(spec.workspaceId)
    await driver.close()
  }, 120_000)

  async function connect(fields: Partial<McpTarget>): Promise<McpSession> {
    const server = newMcpServer.parse({ name: 'test', transport: 'stdio', command: 'npx', ...fields })
    const target = { id: randomUUID(), ...server, signIn: 'none' as const }
    const signal = new AbortController().signal
    const session = await McpSession.connect(target, { sandbox }, { signal, timeoutMs: 30_000 })
    open.push(session)
    return session
  }
  const options = (signal = new AbortController().signal) => ({ signal, timeoutMs: 20_000 })
  const textOf = ({ content }: Awaited<ReturnType<McpSession['call']>>) =>
    content.map((block) => (block.type === 'text' ? block.text : `<${block.type}>`)).join('\n')

  test('server-everything lists its tools, answers, tells of its progress, and can be stopped', async () => {
    const session = await connect({ args: ['-y', `${here}everything`] })
    const { about, tools } = await session.listing()
    expect(about).toMatchObject({ hasResources: true, hasPrompts: true, leftOut: [] })
    const names = tools.map(({ name }) => name)
    expect(names).toContain('echo')
    expect(textOf(await session.call('echo', { message: 'grüß dich' }, options()))).toContain('grüß dich')
    const shown: string[] = []
    const slow = names.find((name) => /long/i.test(name)) as string
    await session.call(slow, { duration: 1, steps: 2 }, { ...options(), onProgress: (text) => shown.push(text) })
    expect(shown).toContain('1/2')
    const cancel = new AbortController()
    const stopped = session.call(slow, { duration: 60, steps: 2 }, options(cancel.signal))
    cancel.abort(new Error('stopped by the test'))
    await expect(stopped).rejects.toThrow('stopped by the test')
    const image = names.find((name) => /image/i.test(name)) as string
    expect(textOf(await session.call(image, {}, options()))).toContain('<image>')
  })

  test('server-filesystem works on the workspace’s files, and nowhere else', async () => {
    await sandbox.writeFile('notes/a.txt', Buffer.from('from the workspace'))
    const session = await connect({ args: ['-y', `${here}filesystem`, '/workspace/notes'] })
    const read = await session.call('read_text_file', { path: '/workspace/notes/a.txt' }, options())
    expect(textOf(read)).toContain('from the workspace')
    await session.call('write_file', { path: '/workspace/notes/b.txt', content: 'by the server' }, options())
    expect((await run(sandbox, 'cat notes/b.txt')).stdout).toBe('by the server')
    expect((await session.call('read_text_file', { path: '/etc/passwd' }, options())).isError).toBe(true)
  })

  test('server-memory remembers between calls, and gets its variables', async () => {
    const env = [{ name: 'MEMORY_FILE_PATH', value: '/workspace/it’s memory.jsonl' }]
    const session = await connect({ args: ['-y', `${here}memory`], env })
    const entities = [{ name: 'Ada', entityType: 'person', observations: ['likes engines'] }]
    await session.call('create_entities', { entities }, options())
    expect(textOf(await session.call('search_nodes', { query: 'engines' }, options()))).toContain('Ada')
    expect((await run(sandbox, 'cat "it’s memory.jsonl"')).stdout).toContain('Ada')
  })

  test('what is not there says so in words', async () => {
    await expect(connect({ command: 'no-such-program' })).rejects.toThrow(/no-such-program: not found/)
  })
})
