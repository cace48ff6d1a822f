import { createHash } from 'node:crypto'
import Docker from 'dockerode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAgent } from '#lib/agents/create-agent.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { restoreVersion } from '#lib/agents/restore-version.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'
import { getSetup } from '#lib/containers/get-setup.ts'
import { repeatSetup } from '#lib/containers/repeat-setup.ts'
import { loadNetworkAccess, loadOwnAuthority, noteOwnSecretUse, recordConnections } from '#lib/egress/access.ts'
import { newId } from '#lib/ids.ts'
import { type SandboxSettings, sandboxSettings } from '#lib/sandbox/spec.ts'
import { createSecret } from '#lib/secrets/create-secret.ts'
import { addAgent, addPlace, createProviderWorld, type Place } from '#tests/integration/providers/fixture.ts'
import type { World } from '#tests/integration/stream/fixture.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { createInternet } from '#tests/support/internet.ts'
import { run } from '#tests/support/sandbox-contract/running.ts'
import { makeAuthority } from '#worker/gateway/certificates.ts'
import { proxyEnvironment } from '#worker/gateway/environment.ts'
import { Gateway } from '#worker/gateway/gateway.ts'
import { AgentSetups } from '#worker/sandbox/agent-setups.ts'
import type { Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

const internet = createInternet()
let world: World
let place: Place
let driver: SandboxDriver
let gateway: Gateway
let setups: AgentSetups

beforeAll(async () => {
  world = await createProviderWorld({ CREWHOUSE_SECRET: 'a secret of this test, long enough' })
  place = await addPlace(world)
  gateway = new Gateway({
    network: internet.network,
    loadAccess: loadNetworkAccess,
    loadAuthority: (owner) => loadOwnAuthority(owner, () => makeAuthority('Workspace')),
    record: recordConnections,
    noteUse: noteOwnSecretUse,
  })
  driver = await testDockerDriver({
    onConnection: (owner, connection, from) => gateway.accept(owner, connection, from),
  })
  setups = new AgentSetups({
    workerId: newId(),
    images: driver.setups,
    environment: ({ agentId }) => proxyEnvironment(agentId, null),
    runsOf: () => 1,
  })
}, 600_000)

afterAll(async () => {
  await setups.stop()
  await gateway.close()
  const { docker, images } = await setupImages()
  await driver.removeWorkspace(place.workspaceId)
  await driver.close()
  for (const name of images.filter((each) => made.has(each))) await docker.getImage(name).remove({ force: true })
  await internet.close()
  await world.drop()
}, 60_000)

const made = new Set<string>()

async function setupImages() {
  const docker = new Docker()
  const all = await docker.listImages({ filters: { label: ['crewhouse.kind=setup'] } })
  return { docker, images: all.flatMap(({ RepoTags }) => RepoTags ?? []) }
}

const at = (agentId: string, of = place) => ({ workspaceId: of.workspaceId, agentId })
const save = (agentId: string, sandbox: Partial<SandboxSettings>, of = place) =>
  updateAgent.run(of.admin, { ...at(agentId, of), sandbox: sandboxSettings.parse({ network: 'list', ...sandbox }) })

async function finished(agentId: string, of = place) {
  await setups.fill()
  const seen = await expect
    .poll(() => getSetup.run(of.member, at(agentId, of)), { timeout: 60_000 })
    .toMatchObject({ status: expect.stringMatching(/ready|failed/) })
    .then(() => getSetup.run(of.member, at(agentId, of)))
  const [row] = await world.sql('select image from agent_setups where agent_id = $1', [agentId])
  if (row?.image) made.add(String(row.image))
  return seen
}

async function open(agentId: string, of = place): Promise<Sandbox> {
  const { sandbox: settings } = await getAgent.run(of.member, at(agentId, of))
  const spec = { tenantId: of.tenantId, workspaceId: of.workspaceId, agentId, settings }
  return driver.open({ ...spec, setupImage: await setups.imageOf(spec, 'run') })
}

/** A package archive with one package, as apt reads it. */
async function serveDebianArchive(): Promise<void> {
  const sandbox = await driver.open({ ...place, settings: sandboxSettings.parse({}) })
  const made = await run(
    sandbox,
    `mkdir -p /tmp/p/DEBIAN /tmp/p/usr/bin && cd /tmp && printf '#!/bin/sh\\necho greetings\\n' > p/usr/bin/greet && chmod 755 p/usr/bin/greet
     printf 'Package: greet\\nVersion: 1.0\\nArchitecture: all\\nMaintainer: Test <test@example.com>\\nDescription: says hello\\n' > p/DEBIAN/control
     dpkg-deb --root-owner-group --build p greet.deb`,
  )
  expect(made.exitCode, made.stderr).toBe(0)
  const { bytes } = await sandbox.readFile('/tmp/greet.deb')
  await driver.removeSandbox({ agentId: place.agentId }, { home: true })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const index = `Package: greet\nVersion: 1.0\nArchitecture: all\nMaintainer: Test <test@example.com>\nDescription: says hello\nFilename: ./greet.deb\nSize: ${bytes.length}\nSHA256: ${sha256}\n`
  await internet.site('deb.example', 80, (request, response) => {
    if (request.url?.endsWith('/Packages')) return void response.end(index)
    if (request.url?.endsWith('greet.deb')) return void response.end(bytes)
    response.writeHead(404).end()
  })
}

const INSTALL = `rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] http://deb.example ./' > /etc/apt/sources.list
apt-get update && apt-get install -y greet`

describe('a setup command', { timeout: 120_000 }, () => {
  test('installs what the agent then has, through the proxy, once for all agents of the tenant', async () => {
    await serveDebianArchive()
    const allowed = { networkHosts: ['deb.example'], setupCommand: INSTALL }
    await save(place.agentId, allowed)
    const setup = await finished(place.agentId)
    expect(setup, setup.log).toMatchObject({ status: 'ready', error: null, usesEarlier: false })
    expect(setup.log).toContain('Setting up greet')
    expect(setup.sizeBytes).toBeGreaterThan(0)
    const inside = await run(
      await open(place.agentId),
      'greet; id -u; touch /usr/bin/x 2>&1; cat /proc/self/status | grep CapEff',
    )
    expect(inside.stdout).toMatch(/^greetings\n1000\n.*Read-only file system\nCapEff:\s+0000000000000000\n$/)
    const second = await addAgent(world, place)
    await save(second, allowed)
    expect((await finished(second)).log).toContain('already')
    expect((await run(await open(second), 'greet')).stdout).toBe('greetings\n')
    const images = await world.sql('select distinct image from agent_setups')
    expect(images).toHaveLength(1)
    const stranger = await addPlace(world)
    await save(stranger.agentId, allowed, stranger)
    expect((await finished(stranger.agentId, stranger)).log).toContain('Setting up greet')
    expect(await world.sql('select distinct image from agent_setups')).toHaveLength(2)
    await driver.removeWorkspace(stranger.workspaceId)
  })

  test('that fails leaves the agent in the image that it had, and can be tried again', async () => {
    await save(place.agentId, { networkHosts: ['deb.example'], setupCommand: 'echo trying; exit 3' })
    const failed = await finished(place.agentId)
    expect(failed).toMatchObject({ status: 'failed', usesEarlier: true, log: 'trying\n' })
    expect(failed.error).toContain('exit code 3')
    expect((await run(await open(place.agentId), 'greet')).stdout).toBe('greetings\n')
    await expect(repeatSetup.run(place.member, at(place.agentId))).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await repeatSetup.run(place.admin, at(place.agentId))).status).toBe('waiting')
    expect((await finished(place.agentId)).status).toBe('failed')
    await save(place.agentId, {})
    expect((await getSetup.run(place.member, at(place.agentId))).status).toBe('none')
    expect((await run(await open(place.agentId), 'greet || echo gone')).stdout).toContain('gone')
  })

  test('sees no file of anybody, no secret and no other network than the agent’s', async () => {
    const { workspaceId } = place
    const input = { workspaceId, name: 'TOKEN', value: 'a value that must not be here', hosts: ['api.example'] }
    await createSecret.run(place.admin, input)
    await run(await open(place.agentId), 'echo mine > /workspace/mine; echo mine > /home/agent/mine')
    const command = `env | grep -ic secret; ls -A /workspace /home/agent | grep -c mine; id -u; ls -l /proc/1/exe
      curl -sS http://elsewhere.example/; curl -sS http://169.254.169.254/; curl -sS http://llm.crewhouse.internal/v1/models
      grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/self/status; mount -t tmpfs none /mnt; true`
    await save(place.agentId, { setupCommand: command })
    const { log, status } = await finished(place.agentId)
    expect(status, log).toBe('ready')
    expect(log).toMatch(/^0\n0\n0\n/)
    expect(log).toContain('elsewhere.example:80 is not on the list')
    expect(log).toMatch(/private, local or reserved|not on the list/)
    expect(log).not.toContain('"object"')
    expect(log).toMatch(/NoNewPrivs:\s+1/)
    expect(log).toMatch(/Seccomp:\s+2/)
    expect(log).toMatch(/mount: .*(permission|denied|superuser)/i)
  })

  test('cannot put something else in the place of what holds the agent in', async () => {
    await save(place.agentId, {
      setupCommand:
        'cp /bin/true /usr/local/bin/other; mv /usr/local/bin/other /usr/local/bin/crewhouse-supervisor; echo done > /opt/mark',
    })
    expect(await finished(place.agentId)).toMatchObject({ status: 'ready' })
    const inside = await run(await open(place.agentId), 'cat /opt/mark; grep Seccomp: /proc/self/status')
    expect(inside.stdout).toMatch(/^done\nSeccomp:\s+2/)
  })
})

describe('only an admin', () => {
  const refused = { code: 'not_allowed' }
  const change = (sandbox: Partial<SandboxSettings>, agentId = place.agentId) =>
    updateAgent.run(place.member, { ...at(agentId), sandbox: sandboxSettings.parse(sandbox) })

  test('chooses a command, opens the network, or gives code more of models', async () => {
    const agentId = await addAgent(world, place)
    await expect(change({ setupCommand: 'id' }, agentId)).rejects.toMatchObject(refused)
    await expect(change({ network: 'open' }, agentId)).rejects.toMatchObject(refused)
    await expect(change({ networkHosts: ['evil.example'] }, agentId)).rejects.toMatchObject(refused)
    await expect(change({ modelTokens: 1_000_000 }, agentId)).rejects.toMatchObject(refused)
    const sandbox = sandboxSettings.parse({ network: 'open' })
    const { workspaceId } = place
    await expect(createAgent.run(place.member, { workspaceId, name: 'New', sandbox })).rejects.toMatchObject(refused)
    await save(agentId, { network: 'open', networkHosts: ['a.example'] })
    expect(
      (await change({ network: 'open', networkHosts: ['a.example'], memoryMb: 256 }, agentId)).sandbox.memoryMb,
    ).toBe(256)
    const closed = await change({ network: 'none' }, agentId)
    const restore = { ...at(agentId), number: closed.version - 1 }
    await expect(restoreVersion.run(place.member, restore)).rejects.toMatchObject(refused)
    expect((await restoreVersion.run(place.admin, restore)).sandbox.network).toBe('open')
  })
})
