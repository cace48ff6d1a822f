import { createPrivateKey } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  loadNetworkAccess,
  loadOwnAuthority,
  loadOwnSecrets,
  noteOwnSecretUse,
  recordConnections,
} from '#lib/egress/access.ts'
import { listConnections } from '#lib/egress/list-connections.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { createSecret } from '#lib/secrets/create-secret.ts'
import { deleteSecret } from '#lib/secrets/delete-secret.ts'
import { listSecrets } from '#lib/secrets/list-secrets.ts'
import { changeSecret } from '#lib/secrets/update-secret.ts'
import { addPlace, createProviderWorld, type Place } from '#tests/integration/providers/fixture.ts'
import type { World } from '#tests/integration/stream/fixture.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { createInternet } from '#tests/support/internet.ts'
import { begin, run } from '#tests/support/sandbox-contract/running.ts'
import { searchContainer } from '#tests/support/search-container.ts'
import { issueFor, makeAuthority } from '#worker/gateway/certificates.ts'
import { Gateway } from '#worker/gateway/gateway.ts'
import { withWayOut } from '#worker/gateway/with-way-out.ts'
import type { Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

const VALUE = 'ghp_real+value/of=the&secret%42'
const publicAuthority = makeAuthority('Public authority of the test')
const internet = createInternet([publicAuthority.certificate])
const certificateOf = (host: string) => issueFor(host, publicAuthority, createPrivateKey(publicAuthority.key))
/** Ends the slow answer. */
const { promise: held, resolve: release } = Promise.withResolvers<void>()
/** What hosts were sent. */
let received: { host: string; authorization: string | undefined; token: string | undefined }[] = []
let world: World
let place: Place
let other: Place
let driver: SandboxDriver
let gateway: Gateway
let sandbox: Sandbox
let secretId: string

/** Says what it was sent, in every way that a host may. */
const echo: RequestListener = (request, response) => {
  const token = request.headers['x-token'] as string | undefined
  received.push({ host: request.headers.host ?? '', authorization: request.headers.authorization, token })
  const said = token ?? request.headers.authorization ?? 'nothing'
  const path = request.url ?? '/'
  response.setHeader('x-said', encodeURIComponent(said))
  if (path === '/gzip') return void response.setHeader('content-encoding', 'gzip').end(gzipSync(said))
  if (path === '/brotli') return void response.setHeader('content-encoding', 'br').end(brotliCompressSync(said))
  if (path === '/base64') return void response.end(Buffer.from(`{"a":"${said}"}`).toString('base64'))
  if (path === '/url') return void response.end(`q=${encodeURIComponent(said)}`)
  if (path === '/pieces') {
    for (const letter of said) response.write(letter)
    return void response.end()
  }
  if (path === '/slow') return void held.then(() => response.end(said))
  if (path === '/range' && request.headers.range) return void response.writeHead(206).end(said.slice(0, 12))
  response.end(said)
}

async function openFor(tool: string): Promise<Sandbox> {
  const owner = { tenantId: place.tenantId, workspaceId: place.workspaceId, agentId: place.agentId }
  const opened = await driver.open({ ...owner, settings: sandboxSettings.parse({}) })
  const loadAuthority = (of: typeof owner) => loadOwnAuthority(of, () => makeAuthority('Workspace'))
  return withWayOut(opened, owner, { runId: place.agentId, tool }, { loadSecrets: loadOwnSecrets, loadAuthority })
}

beforeAll(async () => {
  world = await createProviderWorld({ CREWHOUSE_SECRET: 'a secret of this test, long enough' })
  place = await addPlace(world)
  other = await addPlace(world)
  await world.sql(
    `update agents set sandbox = '{"network":"list","networkHosts":["other.example","*.example.net"]}'`,
    [],
  )
  gateway = new Gateway({
    network: internet.network,
    loadAccess: loadNetworkAccess,
    loadAuthority: (owner) => loadOwnAuthority(owner, () => makeAuthority('Workspace')),
    record: recordConnections,
    noteUse: noteOwnSecretUse,
  })
  driver = await testDockerDriver({ onConnection: (owner, connection) => gateway.accept(owner, connection) })
  for (const host of ['api.example', 'other.example', 'pkg.example'])
    await internet.site(host, 443, echo, certificateOf(host))
  await internet.site('api.example', 80, echo)
  const { id } = await createSecret.run(place.admin, {
    workspaceId: place.workspaceId,
    name: 'API_TOKEN',
    value: VALUE,
    hosts: ['api.example', 'pkg.example'],
  })
  secretId = id
  sandbox = await openFor('shell')
}, 600_000)

afterAll(async () => {
  await gateway.close()
  await driver.removeAgent(place.agentId)
  await driver.removeWorkspace(place.workspaceId)
  await driver.close()
  await internet.close()
  await world.drop()
}, 60_000)

beforeEach(() => {
  received = []
})

describe('an agent with a secret', { timeout: 120_000 }, () => {
  test('sees a placeholder, and the host that it is granted to sees the value', async () => {
    const { stdout, stderr } = await run(
      sandbox,
      'echo $API_TOKEN; curl -sS -i -H "X-Token: $API_TOKEN" https://api.example/; curl -sS -u "me:$API_TOKEN" https://api.example/',
    )
    const [placeholder] = stdout.split('\n')
    expect(placeholder, stderr).toMatch(/^crewhouse_secret_[0-9a-f]{32}$/)
    expect(received).toMatchObject([
      { host: 'api.example', token: VALUE },
      { authorization: `Basic ${Buffer.from(`me:${VALUE}`).toString('base64')}` },
    ])
    expect(stdout).not.toContain('ghp_real')
    expect(stdout).not.toContain(Buffer.from(VALUE).toString('base64').slice(4, 20))
    expect(stdout.split(placeholder as string).length).toBeGreaterThanOrEqual(4)
    await gateway.close()
    const [secret] = (await listSecrets.run(place.member, { workspaceId: place.workspaceId })).items
    expect(secret?.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(secret)).not.toContain('ghp_')
    const { items } = await listConnections.run(place.member, place)
    expect(items).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ host: 'api.example', verdict: 'allowed', secrets: ['API_TOKEN'] }),
      ]),
    )
  })

  test.each(['/', '/gzip', '/brotli', '/base64', '/url', '/pieces', '/range'])(
    'does not get the value back from a host that says it again: %s',
    async (path) => {
      const range = path === '/range' ? '-H "Range: bytes=0-11"' : ''
      const command = `curl -sS -i --compressed ${range} -H "X-Token: $API_TOKEN" https://api.example${path}`
      const { stdout } = await run(sandbox, command)
      expect(received[0]?.token).toBe(VALUE)
      const decoded = Buffer.from(stdout.split('\r\n\r\n').at(-1) ?? '', 'base64').toString('latin1')
      for (const shown of [stdout, decodeURIComponent(stdout.replace(/%(?![0-9A-F]{2})/g, '')), decoded]) {
        expect(shown).not.toContain('ghp_real')
        expect(shown).not.toContain('value/of=the')
      }
      expect(stdout).toContain('crewhouse_secret_')
    },
  )

  test('does not get it to a host that it is not granted to, nor in the open', async () => {
    await run(
      sandbox,
      'curl -ksS -H "X-Token: $API_TOKEN" https://other.example/; curl -sS -H "X-Token: $API_TOKEN" http://api.example/; curl -ksS --connect-to api.example:443:other.example:443 -H "X-Token: $API_TOKEN" https://api.example/; curl -sS -H "Host: other.example" -H "X-Token: $API_TOKEN" https://api.example/',
    )
    const real = received.filter(({ token }) => token === VALUE)
    expect(real.map(({ host }) => host)).toEqual(['api.example'])
    expect(
      received.filter(({ token }) => token !== VALUE).every(({ token }) => token?.startsWith('crewhouse_secret_')),
    ).toBe(true)
    expect(received.length).toBeGreaterThanOrEqual(3)
  })

  test('cannot use what another workspace, agent or tool was given', async () => {
    await createSecret.run(other.admin, {
      workspaceId: other.workspaceId,
      name: 'THEIRS',
      value: 'the value of others',
      hosts: ['api.example'],
    })
    const [theirs] = (await loadOwnSecrets(other)).usable
    await createSecret.run(place.admin, {
      workspaceId: place.workspaceId,
      name: 'FOR_SEARCH',
      value: 'only for the search',
      hosts: ['api.example'],
      tools: ['web_search'],
    })
    const narrow = (await loadOwnSecrets(place)).usable.find(({ name }) => name === 'FOR_SEARCH')
    const { stdout } = await run(
      sandbox,
      `echo "[$FOR_SEARCH]"; for t in ${theirs?.placeholder} ${narrow?.placeholder}; do curl -sS -H "X-Token: $t" https://api.example/; done`,
    )
    expect(stdout).toContain('[]')
    expect(received.map(({ token }) => token)).toEqual([theirs?.placeholder, narrow?.placeholder])
    const searching = await openFor('web_search')
    await run(searching, 'curl -sS -H "X-Token: $FOR_SEARCH" https://api.example/')
    expect(received.at(-1)?.token).toBe('only for the search')
  })

  test('finds no real value in its environment, files, processes and memory while a tool uses it', async () => {
    const { running } = await begin(
      sandbox,
      'echo begun; curl -sS -H "X-Token: $API_TOKEN" https://api.example/slow > /tmp/answer',
      { timeoutMs: 60_000 },
    )
    await expect.poll(() => received.at(-1)?.token, { timeout: 20_000 }).toBe(VALUE)
    const looked = await searchContainer(place.agentId, [VALUE, Buffer.from(VALUE).toString('base64').slice(0, 20)])
    expect(looked.found).toEqual([])
    expect(looked.processes).toBeGreaterThanOrEqual(3)
    // What is there is found, so that what is not found is not there.
    const { stdout: placeholder } = await run(sandbox, 'echo $API_TOKEN | tee /tmp/placeholder')
    expect((await searchContainer(place.agentId, [placeholder.trim()])).found).toEqual(
      expect.arrayContaining([
        expect.stringContaining('environ of'),
        expect.stringContaining('memory of'),
        '/proc/1/root/tmp/placeholder',
      ]),
    )
    release()
    await running
    expect((await run(sandbox, 'cat /tmp/answer')).stdout).toMatch(/^crewhouse_secret_/)
  })

  test('does not send it to whoever cannot prove to be the host', async () => {
    await createSecret.run(place.admin, {
      workspaceId: place.workspaceId,
      name: 'FOR_FALSE',
      value: 'not for the impostor',
      hosts: ['false.example'],
    })
    const impostor = makeAuthority('Another authority')
    await internet.site('false.example', 443, echo, issueFor('false.example', impostor, createPrivateKey(impostor.key)))
    const { stdout } = await run(sandbox, 'curl -ksS -H "X-Token: $FOR_FALSE" https://false.example/')
    expect(stdout).toMatch(/No encrypted connection to false\.example/)
    expect(received).toEqual([])
  })

  test('uses a new value from its next request on, and sees neither', async () => {
    const { workspaceId } = place
    const input = { workspaceId, name: 'TURNING', value: 'the first value', hosts: ['api.example'] }
    const { id } = await createSecret.run(place.admin, input)
    await run(sandbox, 'curl -sS -H "X-Token: $TURNING" https://api.example/')
    const changed = await changeSecret.run(place.admin, { workspaceId, secretId: id, value: 'the second value' })
    expect(changed.version).toBe(2)
    await run(sandbox, 'curl -sS -H "X-Token: $TURNING" https://api.example/')
    expect(received.map(({ token }) => token)).toEqual(['the first value', 'the second value'])
    const { stdout } = await run(sandbox, 'curl -sS -H "X-Token: the first value" https://api.example/')
    expect(stdout).toMatch(/^crewhouse_secret_/)
    await deleteSecret.run(place.admin, { workspaceId, secretId: id })
    expect((await run(sandbox, 'echo "[$TURNING]"')).stdout).toBe('[]\n')
  })
})

describe('the usual programs trust the way out', { timeout: 120_000 }, () => {
  test.each([
    [
      'Node.js',
      `node -e "fetch('https://pkg.example/', {headers: {'x-token': process.env.API_TOKEN}}).then(r => r.text()).then(t => console.log(t))"`,
    ],
    [
      'Python',
      `python3 -c "import os, urllib.request as r; print(r.urlopen(r.Request('https://pkg.example/', headers={'x-token': os.environ['API_TOKEN']})).read().decode())"`,
    ],
    ['curl', 'curl -sS -H "X-Token: $API_TOKEN" https://pkg.example/'],
    [
      'pip',
      'pip download -q --no-deps -d /tmp/p --index-url "https://me:$API_TOKEN@pkg.example/simple" nothing-there; true',
    ],
    [
      'git',
      'GIT_TERMINAL_PROMPT=0 git -c http.extraHeader="X-Token: $API_TOKEN" ls-remote https://pkg.example/r.git; true',
    ],
    [
      'npm',
      'npm view --registry https://pkg.example/ --fetch-retries 0 "--//pkg.example/:_authToken=$API_TOKEN" nothing-there; true',
    ],
  ])('%s', async (_, command) => {
    const { stdout, stderr } = await run(sandbox, command, { timeoutMs: 60_000 })
    expect(received.length, stderr).toBeGreaterThan(0)
    const [first] = received
    const basic = Buffer.from(first?.authorization?.replace('Basic ', '') ?? '', 'base64').toString()
    expect([first?.token, first?.authorization, basic].some((each) => each?.includes(VALUE))).toBe(true)
    expect(stdout + stderr).not.toContain('ghp_real')
  })
})

test('a member sees names, and only an admin writes', async () => {
  const { workspaceId } = place
  const refused = { code: 'not_allowed' }
  const input = { workspaceId, name: 'MINE', value: 'long enough to be one' }
  await expect(createSecret.run(place.member, input)).rejects.toMatchObject(refused)
  await expect(changeSecret.run(place.member, { workspaceId, secretId, value: VALUE })).rejects.toMatchObject(refused)
  await expect(createSecret.run(place.admin, { ...input, name: 'PATH' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await expect(createSecret.run(place.admin, { ...input, value: 'short' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await expect(createSecret.run(place.admin, { ...input, name: 'API_TOKEN' })).rejects.toMatchObject({
    code: 'conflict',
  })
  const rows = await world.sql('select sealed::text as sealed from secret_versions', [])
  expect(JSON.stringify(rows)).not.toContain('ghp_')
  const audited = await world.sql(
    `select details::text as details from audit_events where action = 'secret.created'`,
    [],
  )
  expect(audited.length).toBeGreaterThan(0)
  expect(JSON.stringify(audited)).not.toContain('ghp_')
})
