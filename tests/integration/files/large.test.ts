import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import Docker from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signScope, type WorkerOperation } from '#lib/workspaces/signed-scope.ts'
import { sandboxImage, testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import { type InternalApi, startInternalApi } from '#worker/internal-api/server.ts'
import type { FileOps, SandboxDriver } from '#worker/sandbox/provider.ts'

/* Sizes that a workspace can have, in a real volume. */

process.env.CREWHOUSE_SECRET = 'a secret that only this test knows of'

const docker = new Docker()
const spec = sandboxSpec()
let driver: SandboxDriver
let files: FileOps
let api: InternalApi

beforeAll(async () => {
  driver = await testDockerDriver({ docker })
  files = await driver.files(spec)
  const refuse = () => Promise.reject(new Error('no command is to run'))
  api = await startInternalApi({ files: () => driver.files(spec), sandbox: refuse } as never, 0)
}, 600_000)
afterAll(async () => {
  await api.close()
  await driver.removeAgent(spec.agentId)
  await driver.removeWorkspace(spec.workspaceId)
  await driver.close()
})

async function ask(operation: WorkerOperation, path: string, init: RequestInit = {}): Promise<Response> {
  const { tenantId, workspaceId } = spec
  const token = await signScope({ tenantId, workspaceId, principalId: randomUUID(), operation } as never)
  return fetch(`${api.url}/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}` } })
}

test('a hundred thousand entries are listed, page by page, each once', async () => {
  const sandbox = await driver.open(spec)
  await run(sandbox, 'mkdir many && cd many && seq -f "file %06g" 1 100000 | xargs -d "\\n" touch')
  const seen = new Set<string>()
  let after: string | null = null
  let pages = 0
  do {
    const query: URLSearchParams = new URLSearchParams({ path: 'many', limit: '5000', ...(after && { after }) })
    const page = await (await ask('list', `/files/list?${query}`)).json()
    for (const { path } of page.entries) seen.add(path)
    after = page.next
    pages++
  } while (after)
  expect([seen.size, pages]).toEqual([100_000, 20])
  await files.rename('many', 'moved')
  await files.remove('moved', { recursive: true })
})

test('a file of many gigabytes is read where the reader wants, without the rest', async () => {
  const filters = { label: [`crewhouse.workspace=${spec.workspaceId}`] }
  const volumes = (await docker.listVolumes({ filters })).Volumes
  const volume = volumes.find(({ Labels }) => !Labels?.['crewhouse.agent'])
  // A hole of 4.5 gigabytes costs nothing; commands of agents may not make one.
  const maker = await docker.createContainer({
    Image: await sandboxImage(docker),
    User: '1000:1000',
    Entrypoint: ['bash', '-c'],
    Cmd: ['truncate -s 4608M /workspace/huge.bin && printf end >> /workspace/huge.bin'],
    HostConfig: { Mounts: [{ Type: 'volume', Source: volume?.Name ?? '', Target: '/workspace' }], NetworkMode: 'none' },
  })
  await maker.start()
  await maker.wait()
  await maker.remove()
  const size = 4.5 * 2 ** 30 + 3
  expect((await files.stat('huge.bin')).size).toBe(size)
  const tail = await ask('read', `/files/content?path=huge.bin&offset=${size - 5}&length=100`)
  expect([tail.headers.get('x-file-size'), tail.headers.get('content-length')]).toEqual([String(size), '5'])
  expect(await tail.text()).toBe('\0\0end')
  const { stream } = await files.readStream('huge.bin', { offset: 4.2e9, length: 10 })
  expect((await buffer(stream)).byteLength).toBe(10)
  await files.append('huge.bin', size, Buffer.from('!'))
  expect((await files.stat('huge.bin')).size).toBe(size + 1)
})

test('what is over the quota is refused, and what was there stays', async () => {
  const settings = { ...spec.settings, diskMb: 16 }
  const small = sandboxSpec({ settings })
  // An agent of that quota makes it the workspace's.
  await (await driver.open(small)).stop()
  const narrow = await driver.files(small)
  const block = Buffer.alloc(7 * 2 ** 20, 1)
  await narrow.append('.crewhouse/uploads/part', 0, block)
  await narrow.append('.crewhouse/uploads/part', block.length, block)
  await expect(narrow.append('.crewhouse/uploads/part', 2 * block.length, block)).rejects.toMatchObject({
    code: 'quota_exceeded',
  })
  const { size } = await narrow.stat('.crewhouse/uploads/part')
  expect(size).toBeGreaterThanOrEqual(2 * block.length)
  await narrow.remove('.crewhouse/uploads/part')
  await narrow.writeFile('fits', block)
  await driver.removeAgent(small.agentId)
  await driver.removeWorkspace(small.workspaceId)
})
