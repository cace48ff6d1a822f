import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notFound } from '#lib/errors.ts'
import { signScope, type WorkerOperation } from '#lib/workspaces/signed-scope.ts'
import { noSandboxes } from '#tests/support/sandbox-backend.ts'
import { sandboxSpec } from '#tests/support/sandbox-contract.ts'
import { type InternalApi, startInternalApi } from '#worker/internal-api/server.ts'
import type { SandboxDriver } from '#worker/sandbox/provider.ts'
import { createVirtualDriver } from '#worker/sandbox/virtual/driver.ts'

process.env.CREWHOUSE_SECRET = 'a secret that only this test knows of'

const mine = sandboxSpec()
const others = sandboxSpec()
let rootDir: string
let driver: SandboxDriver
let api: InternalApi

beforeAll(async () => {
  rootDir = await mkdtemp(join(tmpdir(), 'internal-api-'))
  driver = await createVirtualDriver({ rootDir })
  const backend = {
    ...noSandboxes,
    files: (scope: { tenantId: string; workspaceId: string }) => driver.files(scope),
    async sandbox({ workspaceId, agentId }: { workspaceId: string; agentId: string }) {
      if (workspaceId !== mine.workspaceId || agentId !== mine.agentId) throw notFound('The agent')
      return driver.open(mine)
    },
  }
  api = await startInternalApi(backend, 0)
  await (await driver.files(others)).writeFile('secret.txt', Buffer.from('theirs'))
})
afterAll(async () => {
  await api.close()
  await driver.close()
  await rm(rootDir, { recursive: true, force: true })
})

const scopeOf = ({ tenantId, workspaceId }: typeof mine) => ({ tenantId, workspaceId, principalId: randomUUID() })

async function ask(operation: WorkerOperation, path: string, init: RequestInit = {}, spec = mine): Promise<Response> {
  const token = await signScope({ ...scopeOf(spec), operation })
  return fetch(`${api.url}/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}` } })
}

test('a file goes in, is listed, and comes out byte for byte, while no agent is awake', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256))
  const path = encodeURIComponent('Ordner mit Umlaut ä/🐙 sketch.bin')
  const written = await ask('write', `/files/content?path=${path}`, { method: 'PUT', body: bytes })
  expect(await written.json()).toMatchObject({ size: bytes.byteLength })
  const listed = await (await ask('list', `/files/list?path=/workspace&limit=10`)).json()
  expect(listed.entries).toMatchObject([{ path: 'Ordner mit Umlaut ä', kind: 'directory' }])
  const read = await ask('read', `/files/content?path=${path}`)
  expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true)
})

test('a scope opens its own workspace, and nothing beside it', async () => {
  const foreign = `../../${others.workspaceId}/files/secret.txt`
  for (const path of [foreign, `/workspace/${foreign}`, '/etc/passwd', '/workspace/../../etc/passwd']) {
    const response = await ask('read', `/files/content?path=${encodeURIComponent(path)}`)
    expect(response.status, path).toBeGreaterThanOrEqual(400)
    expect(await response.text()).not.toMatch(/theirs|root:/)
  }
  await symlink('/etc', join(rootDir, mine.workspaceId, 'files', 'escape'))
  const linked = await ask('read', '/files/content?path=escape/passwd')
  expect(linked.status).toBeGreaterThanOrEqual(400)
})

test('without a fresh token for this very operation nothing is answered', async () => {
  const key = new TextEncoder().encode('a key that somebody made up, long enough')
  const claims = { ...scopeOf(mine), operation: 'list' }
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('crewhouse-worker')
    .setExpirationTime('1h')
    .sign(key)
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims))}.`
  for (const token of ['', forged, unsigned]) {
    const response = await fetch(`${api.url}/v1/files/list?path=/workspace&limit=1`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.status).toBe(401)
  }
  expect((await ask('read', '/files/list?path=/workspace&limit=1')).status).toBe(403)
  expect((await ask('list', '/files/content?path=x', { method: 'PUT', body: 'x' })).status).toBe(403)
  expect((await ask('list', '/nothing')).status).toBe(404)
})

test('a file that is missing, a folder read as a file, and a body over the limit are told apart', async () => {
  expect((await ask('read', '/files/content?path=missing')).status).toBe(404)
  expect((await ask('read', '/files/content?path=/workspace')).status).toBe(400)
  const huge = Buffer.alloc(8 * 1024 * 1024 + 1)
  const refused = await ask('write', '/files/content?path=huge', { method: 'PUT', body: huge })
  expect(refused.status).toBe(400)
  expect((await ask('stat', '/files/stat?path=huge')).status).toBe(404)
})

test('a command streams its output, ends with its exit code, and dies with the connection', async () => {
  const exec = (command: string, signal?: AbortSignal) =>
    ask('exec', '/exec', { method: 'POST', body: JSON.stringify({ agentId: mine.agentId, command }), signal })
  const lines = (await (await exec('echo out; echo err >&2; exit 3')).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const text = (stream: string) =>
    lines
      .filter((line) => line.stream === stream)
      .map(({ data }) => Buffer.from(data, 'base64').toString())
      .join('')
  expect([text('stdout'), text('stderr')]).toEqual(['out\n', 'err\n'])
  expect(lines.at(-1).exit).toMatchObject({ exitCode: 3, outcome: 'exited' })

  const abort = new AbortController()
  const response = await exec('echo ready; while true; do sleep 0.1; echo tick >> ticks.txt; done', abort.signal)
  await response.body?.getReader().read()
  abort.abort()
  const files = await driver.files(mine)
  const size = async () => (await files.stat('ticks.txt').catch(() => ({ size: 0 }))).size
  await expect
    .poll(async () => {
      const before = await size()
      await new Promise((resolve) => setTimeout(resolve, 500))
      return (await size()) === before
    })
    .toBe(true)

  const foreign = await ask('exec', '/exec', {
    method: 'POST',
    body: JSON.stringify({ agentId: others.agentId, command: 'true' }),
  })
  expect(foreign.status).toBe(404)
})
