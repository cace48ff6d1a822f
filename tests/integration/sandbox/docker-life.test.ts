import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import Docker from 'dockerode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SandboxSettings, type SandboxSpec, sandboxSettings } from '#lib/sandbox/spec.ts'
import { sandboxImage } from '#tests/support/docker-sandbox.ts'
import { eventually, run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import { createDockerDriver } from '#worker/sandbox/docker/driver.ts'
import { ensureSandboxImage } from '#worker/sandbox/docker/image.ts'
import type { SandboxDriver } from '#worker/sandbox/provider.ts'
import { reapSandboxes } from '#worker/sandbox/reaper.ts'

const docker = new Docker()
const installation = `test-${randomUUID()}`
const made: SandboxSpec[] = []
let image: string
let driver: SandboxDriver

const spec = (overrides: Partial<SandboxSpec> = {}) => {
  const value = sandboxSpec(overrides)
  made.push(value)
  return value
}
const settingsOf = (changed: Partial<SandboxSettings>) => sandboxSettings.parse(changed)
const containerOf = (agentId: string) => docker.getContainer(`crewhouse-${installation}-agent-${agentId}`)
const isRunning = async (agentId: string) => (await containerOf(agentId).inspect()).State.Running

beforeAll(async () => {
  image = await sandboxImage(docker)
  driver = await createDockerDriver({ docker, installation, image })
}, 600_000)

afterAll(async () => {
  for (const { agentId } of made) await driver.removeAgent(agentId)
  for (const workspaceId of new Set(made.map((each) => each.workspaceId))) await driver.removeWorkspace(workspaceId)
  await driver.close()
  expect(
    await docker.listContainers({ all: true, filters: { label: [`crewhouse.installation=${installation}`] } }),
  ).toEqual([])
  const { Volumes } = await docker.listVolumes({ filters: { label: [`crewhouse.installation=${installation}`] } })
  expect(Volumes).toEqual([])
}, 60_000)

describe('an agent’s container', { timeout: 60_000 }, () => {
  test('is hardened', async () => {
    const own = spec({ settings: sandboxSettings.parse({ memoryMb: 256, cpus: 0.5, pids: 77 }) })
    await driver.open(own)
    const { Config, HostConfig, Mounts, NetworkSettings } = await containerOf(own.agentId).inspect()
    expect(HostConfig).toMatchObject({
      NetworkMode: 'none',
      CapDrop: ['ALL'],
      CapAdd: null,
      Privileged: false,
      ReadonlyRootfs: true,
      SecurityOpt: ['no-new-privileges:true'],
      Memory: 256 << 20,
      MemorySwap: 256 << 20,
      NanoCpus: 0.5e9,
      PidsLimit: 77,
      BlkioDeviceWriteBps: [{ Path: expect.stringMatching(/^\/dev\//), Rate: 20 << 20 }],
      BlkioDeviceReadBps: [{ Path: expect.stringMatching(/^\/dev\//), Rate: 50 << 20 }],
      Binds: null,
      PidMode: '',
      UsernsMode: '',
      Devices: null,
    })
    expect(Config).toMatchObject({ User: '1000:1000', NetworkDisabled: true })
    expect(NetworkSettings.Networks).toEqual({})
    expect(Mounts.map(({ Type, Destination, Name }) => [Type, Destination, Name]).sort()).toEqual([
      ['volume', '/home/agent', `crewhouse-${installation}-home-${own.agentId}`],
      ['volume', '/workspace', `crewhouse-${installation}-workspace-${own.workspaceId}`],
    ])
  })

  test('that is killed from outside resolves closed, ends its command as lost, and opens again', async () => {
    const own = spec()
    const sandbox = await driver.open(own)
    const { promise: begun, resolve } = Promise.withResolvers<void>()
    const running = run(sandbox, 'echo on; echo kept > kept; sleep 60', { onOutput: () => resolve() })
    await begun
    await containerOf(own.agentId).kill()
    expect(await running).toMatchObject({ outcome: 'sandbox_lost', detail: expect.stringContaining('lost') })
    expect((await sandbox.closed).reason).toContain('stopped')
    expect((await run(await driver.open(own), 'cat kept')).stdout).toBe('kept\n')
  })

  test('that is removed from outside opens again', async () => {
    const own = spec()
    const sandbox = await driver.open(own)
    await containerOf(own.agentId).remove({ force: true })
    await sandbox.closed
    expect((await run(await driver.open(own), 'echo again')).stdout).toBe('again\n')
  })

  test('is made anew when its settings change, on the same files', async () => {
    const own = spec()
    const before = await driver.open(own)
    await run(before, 'echo kept | tee kept ~/kept')
    const settings = sandboxSettings.parse({ memoryMb: 640 })
    const after = await driver.open({ ...own, settings })
    expect((await before.closed).reason).toBeTruthy()
    expect((await run(after, 'cat kept ~/kept')).stdout).toBe('kept\nkept\n')
    expect((await containerOf(own.agentId).inspect()).HostConfig.Memory).toBe(640 << 20)
    expect(await driver.open({ ...own, settings })).toBe(after)
  })

  test('stops after its idle time, not before a command has ended, and starts again', async () => {
    const own = spec({ settings: sandboxSettings.parse({ idleSeconds: 5 }) })
    const sandbox = await driver.open(own)
    expect((await run(sandbox, 'sleep 6; echo still here')).stdout).toBe('still here\n')
    expect((await sandbox.closed).reason).toContain('idle')
    await eventually(async () => !(await isRunning(own.agentId)), 'the container being stopped')
    expect((await run(await driver.open(own), 'echo awake')).stdout).toBe('awake\n')
  })
})

describe('what the settings say', { timeout: 120_000 }, () => {
  test('a workspace that may only be read, and none at all', async () => {
    const writer = spec()
    await (await driver.open(writer)).writeFile('shared.txt', Buffer.from('shared'))
    const { tenantId, workspaceId } = writer
    const reader = await driver.open(
      spec({ tenantId, workspaceId, settings: settingsOf({ workspaceAccess: 'ro', diskMb: 16 }) }),
    )
    expect(
      await run(reader, 'cat shared.txt; echo x > more; rm shared.txt; echo x > ~/own && echo kept'),
    ).toMatchObject({
      stdout: 'sharedkept\n',
    })
    await expect(reader.writeFile('more.txt', Buffer.from('x'))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('only read'),
    })
    const stranger = await driver.open(
      spec({ tenantId, workspaceId, settings: settingsOf({ workspaceAccess: 'none' }) }),
    )
    expect((await run(stranger, 'pwd; ls /workspace')).stdout).toBe('/home/agent\n')
    await expect(stranger.readFile('shared.txt')).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await run(await driver.open(writer), 'ls')).stdout).toBe('shared.txt\n')
  })

  test('a system that may be written to, as far as its user may', async () => {
    const own = spec({ settings: settingsOf({ readOnlyRoot: false }) })
    const sandbox = await driver.open(own)
    expect((await run(sandbox, 'echo x > /var/tmp/x && echo written; echo x > /etc/x')).stdout).toBe('written\n')
    expect((await containerOf(own.agentId).inspect()).HostConfig.ReadonlyRootfs).toBe(false)
  })

  test('a container and a home for each thread, listed, and gone with their agent', async () => {
    const own = spec()
    const threads = [randomUUID(), randomUUID()].sort()
    const [first, second] = await Promise.all(threads.map((threadId) => driver.open({ ...own, threadId })))
    if (!first || !second) throw new Error('two were opened')
    await run(first, 'echo mine > ~/mine; echo ours > ours')
    expect((await run(second, 'ls ~; cat ours')).stdout).toBe('ours\n')
    const described = await driver.describeAgent(own.agentId)
    expect(described.map(({ threadId, state }) => [threadId, state])).toEqual(threads.map((id) => [id, 'running']))
    expect(new Set((await driver.list()).map(({ threadId }) => threadId))).toEqual(
      expect.objectContaining(new Set(threads)),
    )
    await driver.stopAgent(own.agentId)
    expect((await driver.describeAgent(own.agentId)).map(({ state }) => state)).toEqual(['stopped', 'stopped'])
    await driver.removeSandbox({ agentId: own.agentId, threadId: threads[0] ?? '' }, { home: true })
    const again = await driver.open({ ...own, threadId: threads[0] ?? '' })
    expect((await run(again, 'ls ~')).stdout).toBe('')
    await driver.removeAgent(own.agentId)
    expect(await driver.describeAgent(own.agentId)).toEqual([])
  })

  test('another image, where the installation offers it, under the same walls', async () => {
    const tag = randomUUID()
    const name = `crewhouse-test-image:${tag}`
    const base = await docker.getImage(image).inspect()
    await docker.getImage(base.Id).tag({ repo: 'crewhouse-test-image', tag })
    const offering = await createDockerDriver({ docker, installation, image, otherImages: [name, 'no-such-image:1'] })
    try {
      const own = spec({ settings: settingsOf({ image: name }) })
      expect((await run(await offering.open(own), 'id -u; touch /x')).stdout).toBe('1000\n')
      expect((await offering.describeAgent(own.agentId))[0]?.image).toBe(name)
      expect((await offering.about()).images).toEqual([
        { name: image, isDefault: true, isPresent: true },
        { name, isDefault: false, isPresent: true },
        { name: 'no-such-image:1', isDefault: false, isPresent: false },
      ])
      const absent = spec({ settings: settingsOf({ image: 'no-such-image:1' }) })
      await expect(offering.open(absent)).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('no-such-image:1 is not on the engine'),
      })
      await expect(driver.open(own)).rejects.toMatchObject({ code: 'invalid_input' })
      await offering.removeAgent(own.agentId)
    } finally {
      await offering.close()
      await docker.getImage(name).remove()
    }
  })

  test('a runtime that the engine has, or a clear word', async () => {
    const { runtimes } = await driver.about()
    const own = spec({ settings: settingsOf({ runtime: runtimes[0] ?? '' }) })
    await driver.open(own)
    expect((await containerOf(own.agentId).inspect()).HostConfig.Runtime).toBe(runtimes[0])
    await expect(driver.open({ ...own, settings: settingsOf({ runtime: 'no-such-runtime' }) })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('no-such-runtime'),
    })
  })
})

describe('whoever looks', { timeout: 60_000 }, () => {
  test('sees what a sandbox does, and neither starts it nor keeps it awake', async () => {
    const own = spec({ settings: settingsOf({ idleSeconds: 5, diskMb: 64 }) })
    expect(await driver.describeAgent(own.agentId)).toEqual([])
    expect(await driver.watch(own)).toBeNull()
    const sandbox = await driver.open(own)
    await run(
      sandbox,
      'head -c 3000000 /dev/zero > ~/three; (while :; do :; done) & exec -a "busy \u202e bee" sleep 4 &',
    )
    await eventually(async () => (await driver.watch(own))?.homeDisk?.usedBytes !== undefined, 'a measured disk')
    const seen = await driver.watch(own)
    expect(seen?.memoryBytes).toBeGreaterThan(100_000)
    expect(seen?.cpuMs).toBeGreaterThan(0)
    expect(seen?.homeDisk?.quotaBytes).toBe(64 << 20)
    expect(seen?.processes.some(({ command }) => command.includes('bee'))).toBe(true)
    expect(seen?.processes.some(({ command }) => command.includes('supervisor'))).toBe(false)
    let looks = 0
    await eventually(async () => {
      looks++
      return (await driver.watch(own)) === null
    }, 'the sandbox falling asleep under many eyes')
    expect(looks).toBeGreaterThan(5)
    expect((await driver.describeAgent(own.agentId))[0]).toMatchObject({ state: 'stopped', limits: { memoryMb: 512 } })
    expect(await driver.watch(own)).toBeNull()
  })
})

describe('another worker', { timeout: 60_000 }, () => {
  test('takes a sandbox over and kills the commands of the holder before', async () => {
    const own = spec()
    const second = await createDockerDriver({ docker, installation, image })
    const before = await driver.open(own)
    const { promise: begun, resolve } = Promise.withResolvers<void>()
    const running = run(before, 'setsid sh -c "sleep 2; echo late > late" & echo on; sleep 60', {
      onOutput: () => resolve(),
    })
    await begun
    const after = await second.open(own, { takeover: true })
    expect((await running).outcome).toBe('sandbox_lost')
    await before.closed
    expect((await run(after, 'sleep 3; ls late; ps -eo args= | grep -c "sleep [6]0"')).stdout).toBe('0\n')
    await second.close()
  })

  test('finds the sandbox of a worker that was killed: its commands are dead, its files are there', async () => {
    const own = spec()
    const command = 'echo before > before; echo on; setsid sh -c "sleep 3; echo late > late" & sleep 60'
    const args = [installation, image, own.tenantId, own.workspaceId, own.agentId, command]
    const worker = spawn(process.execPath, ['tests/support/docker-worker.ts', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(worker.stdout, 'data')
    expect(await isRunning(own.agentId)).toBe(true)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    // Nobody is left to enforce the command's limits, so it does not go on.
    await eventually(async () => !(await isRunning(own.agentId)), 'the container ending with its worker')
    expect(await driver.list()).toContainEqual({ agentId: own.agentId, state: 'stopped', startedAt: null })
    const sandbox = await driver.open(own)
    expect((await run(sandbox, 'cat before; sleep 4; ls')).stdout).toBe('before\nbefore\n')
  })

  test('reaps what belongs to nobody, and only of its own installation', async () => {
    const [held, idle, deleted] = [spec(), spec(), spec()]
    for (const each of [held, idle, deleted]) await driver.open(each)
    const stranger = await createDockerDriver({ docker, installation: `test-${randomUUID()}`, image })
    expect(await stranger.list()).toEqual([])
    expect(await reapSandboxes(stranger, async () => new Map())).toEqual({ removed: [], stopped: [] })

    const known = new Map(made.map(({ agentId }) => [agentId, { leased: agentId === held.agentId }]))
    known.delete(deleted.agentId)
    const reaped = await reapSandboxes(driver, async () => known)
    expect(reaped.removed).toEqual([deleted.agentId])
    expect(reaped.stopped).toContain(idle.agentId)
    expect(await isRunning(held.agentId)).toBe(true)
    expect(await isRunning(idle.agentId)).toBe(false)
    expect((await driver.list()).map(({ agentId }) => agentId)).not.toContain(deleted.agentId)
  })
})

describe('the engine', { timeout: 60_000 }, () => {
  test('that is out of reach is named in the error', async () => {
    const nowhere = new Docker({ socketPath: '/nonexistent/docker.sock' })
    const driver = createDockerDriver({ docker: nowhere, installation, image })
    await expect(driver).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Docker engine'),
    })
  })

  test('without the image says what is missing, and leaves nothing behind', async () => {
    const own = sandboxSpec()
    const other = await createDockerDriver({ docker, installation, image: 'crewhouse-sandbox:no-such-tag' })
    await expect(other.open(own)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('image'),
    })
    expect((await other.list()).map(({ agentId }) => agentId)).not.toContain(own.agentId)
  })

  test('builds the image once', async () => {
    const { RepoTags } = await docker.getImage(image).inspect()
    expect(RepoTags).toContain(image)
    const lines: string[] = []
    expect(await sandboxImage(docker)).toBe(image)
    await expect(
      ensureSandboxImage(docker, { baseImage: 'crewhouse-base:no-such-tag', onProgress: (line) => lines.push(line) }),
    ).rejects.toMatchObject({ code: 'unavailable' })
    expect(lines.join('\n')).toContain('Building the sandbox image')
  })

  test.each(['../../etc', 'a b', '', 'x'.repeat(200)])('is not asked about ids that are none: %j', async (agentId) => {
    const invalid = { code: 'invalid_input' }
    await expect(driver.open(sandboxSpec({ agentId }))).rejects.toMatchObject(invalid)
    await expect(driver.removeAgent(agentId)).rejects.toMatchObject(invalid)
    await expect(driver.removeWorkspace(agentId)).rejects.toMatchObject(invalid)
    await expect(driver.stopAgent(agentId)).rejects.toMatchObject(invalid)
  })
})
