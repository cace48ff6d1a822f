import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AgentAccess } from '#lib/egress/access.ts'
import type { ConnectionRecord } from '#lib/egress/schema.ts'
import type { AgentSecrets } from '#lib/secrets/agent-secrets.ts'
import { RedactionPatterns } from '#lib/telemetry/redactor.ts'
import { testSecret } from '#tests/support/database.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { createInternet } from '#tests/support/internet.ts'
import { run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import { makeAuthority } from '#worker/gateway/certificates.ts'
import { Gateway } from '#worker/gateway/gateway.ts'
import { withWayOut } from '#worker/gateway/with-way-out.ts'
import type { Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

const spec = sandboxSpec()
const runId = randomUUID()
const internet = createInternet()
const secrets: AgentSecrets = { usable: [], patterns: new RedactionPatterns([]) }
const LIST: AgentAccess = {
  network: 'list',
  networkHosts: ['site.example', '*.wild.example'],
  secretHosts: [],
  secrets,
}
let access: AgentAccess = LIST
let log: (ConnectionRecord & { connections: number })[] = []
const authority = makeAuthority('Test')
let driver: SandboxDriver
let gateway: Gateway
let sandbox: Sandbox

beforeAll(async () => {
  Object.assign(process.env, { CREWHOUSE_SECRET: testSecret })
  gateway = new Gateway({
    network: internet.network,
    loadAccess: async () => access,
    loadAuthority: async () => authority,
    record: async (_, rows) => void log.push(...rows),
    noteUse: async () => {},
  })
  driver = await testDockerDriver({ onConnection: (owner, connection) => gateway.accept(owner, connection) })
  sandbox = withWayOut(
    await driver.open(spec),
    spec,
    { runId, tool: 'shell' },
    {
      loadSecrets: async () => secrets,
      loadAuthority: async () => authority,
    },
  )
  await internet.site('site.example', 80, (request, response) => {
    if (request.url === '/echo') return void request.pipe(response)
    if (request.url?.startsWith('/redirect?')) {
      return void response.writeHead(302, { location: decodeURIComponent(request.url.slice(10)) }).end()
    }
    response.end(`${request.method} ${request.headers.host} ${JSON.stringify(request.headers)}`)
  })
}, 600_000)

afterAll(async () => {
  await driver.removeAgent(spec.agentId)
  await driver.removeWorkspace(spec.workspaceId)
  await driver.close()
  await internet.close()
}, 60_000)

beforeEach(async () => {
  access = LIST
  await gateway.close()
  log = []
  internet.connected.length = 0
})

const curl = (args: string) => run(sandbox, `curl -sS -m 20 ${args}`)
const logged = async () => {
  await gateway.close()
  return log.map(({ host, port, verdict, rule }) => `${verdict} ${host}:${port} ${rule}`)
}

describe('the list', { timeout: 60_000 }, () => {
  test('lets through what it names, and the log says whose run it was and how much it moved', async () => {
    const { stdout } = await curl('-H "Host: other.example" -H "X-Mine: yes" http://site.example/hello')
    expect(stdout).toContain('GET site.example')
    expect(stdout).toContain('"x-mine":"yes"')
    expect(stdout).not.toMatch(/proxy-|other\.example/)
    expect(await logged()).toEqual(['allowed site.example:80 list site.example'])
    expect(log[0]).toMatchObject({ runId, bytesUp: expect.any(Number), bytesDown: expect.any(Number) })
    expect(log[0]?.bytesDown).toBeGreaterThan(100)
  })

  test('refuses everything else, in words that say what to do', async () => {
    await internet.site('elsewhere.example', 80, (_, response) => response.end('reached'))
    const { stdout } = await curl('http://elsewhere.example/')
    expect(stdout).toMatch(/elsewhere\.example:80 is not on the list.*settings/)
    expect((await curl('-p http://elsewhere.example/')).stderr).toContain('403')
    expect((await curl('-p http://site.example:22/')).stderr).toContain('403')
    expect(internet.connected).toEqual([])
    expect(await logged()).toEqual([
      'refused elsewhere.example:80 not on the list',
      'refused site.example:22 not on the list',
    ])
    expect(log[0]?.connections).toBe(2)
  })

  test('is read anew for each connection', async () => {
    access = { ...LIST, network: 'none' }
    expect((await curl('http://site.example/')).stdout).toContain('has no network')
    access = { ...LIST, network: 'open' }
    expect((await curl('http://site.example/')).stdout).toContain('GET site.example')
    expect(await logged()).toEqual(['refused site.example:80 off', 'allowed site.example:80 open'])
  })

  test('means what is below a domain, and not the domain itself or what only ends alike', async () => {
    for (const host of ['a.wild.example', 'wild.example', 'badwild.example']) {
      await internet.site(host, 80, (_, response) => response.end('reached'))
    }
    const reached = await Promise.all(
      ['a.wild.example', 'wild.example', 'badwild.example', 'A.WILD.example.'].map((host) => curl(`http://${host}/`)),
    )
    expect(reached.map(({ stdout }) => stdout === 'reached')).toEqual([true, false, false, true])
  })
})

describe('internal addresses', { timeout: 120_000 }, () => {
  test.each([
    'http://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/latest/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://10.0.0.1/',
    'http://100.64.0.1/',
    'http://metadata.example/',
    'http://mixed.example/',
  ])('are refused where everything else is open: %s', async (url) => {
    access = { ...LIST, network: 'open' }
    internet.name('metadata.example', ['169.254.169.254'])
    internet.name('mixed.example', ['93.184.216.34', '192.168.1.1'])
    const plain = await curl(`--noproxy '' -g '${url}'`)
    const tunnelled = await curl(`--noproxy '' -g -p '${url}'`)
    expect(plain.stdout).toContain('private, local or reserved network')
    expect(tunnelled.stderr).toContain('403')
    expect(internet.connected).toEqual([])
    const lines = await logged()
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toMatch(/^refused .* internal address$/)
  })

  test('are refused behind a redirect, and behind a name whose answer changes', async () => {
    access = { ...LIST, network: 'open' }
    const redirect = encodeURIComponent('http://169.254.169.254/latest/meta-data/')
    expect((await curl(`-L http://site.example/redirect?${redirect}`)).stdout).toContain('reserved network')
    internet.name('rebind.example', ['93.184.216.200'], ['127.0.0.1'])
    await curl('http://rebind.example/')
    expect((await curl('http://rebind.example/')).stdout).toContain('reserved network')
    expect(internet.connected).toEqual(['site.example:80', 'rebind.example:80'])
  })

  test('of the machine that the worker runs on are refused, and without the proxy nothing is there', async () => {
    access = { ...LIST, network: 'open' }
    let reached = 0
    const server = createServer((_, response) => {
      reached++
      response.end('inside')
    })
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
    const { port } = server.address() as AddressInfo
    for (const host of ['127.0.0.1', 'localhost', '0.0.0.0', '172.17.0.1']) {
      await curl(`--noproxy '' http://${host}:${port}/`)
      await curl(`--noproxy '*' -m 3 http://${host}:${port}/`)
    }
    server.close()
    expect(reached).toBe(0)
  })
})

describe('a command', { timeout: 120_000 }, () => {
  test('moves much in both directions, and a slow one beside it starves nobody', async () => {
    const size = 20_000_000
    const command = `head -c ${size} /dev/zero | curl -sS -T - http://site.example/echo | wc -c`
    const hanging = run(sandbox, 'curl -sS --limit-rate 1 -m 60 http://site.example/slow', { timeoutMs: 60_000 })
    const [first, second] = await Promise.all([run(sandbox, command), run(sandbox, command)])
    expect([first.stdout.trim(), second.stdout.trim()]).toEqual([`${size}`, `${size}`])
    await hanging
    await gateway.close()
  })

  test('opens more connections than are carried at once, and all are served in turn', async () => {
    const { stdout } = await run(
      sandbox,
      'for i in $(seq 150); do echo "url = http://site.example/$i"; echo "output = /dev/null"; done > /tmp/urls; curl -sS -Z --parallel-max 150 -w "%{http_code}\\n" -K /tmp/urls | sort | uniq -c',
    )
    expect(stdout.trim()).toBe('150 200')
  })

  test('that holds all connections open leaves the worker and the next command alone', async () => {
    const { stdout } = await run(
      sandbox,
      `python3 -c "
import socket
held = [socket.create_connection(('127.0.0.1', 3128)) for _ in range(120)]
print(len(held))
"; curl -sS -m 10 -o /dev/null -w '%{http_code}' http://site.example/`,
    )
    expect(stdout).toBe('120\n200')
  })

  test('cannot say that it is another agent’s, or another run', async () => {
    const forged = `http://${randomUUID()}.c2hlbGw:AAAAAAAAAAAAAAAAAAAAAA@127.0.0.1:3128`
    await curl(`-x ${forged} http://site.example/`)
    await gateway.close()
    expect(log.at(-1)).toMatchObject({ runId: null, host: 'site.example' })
  })

  test('cannot be reached from outside, and finds nobody else on its loopback', async () => {
    const { stdout } = await run(sandbox, "ss -ltnH 2>/dev/null | awk '{print $4}'; cat /proc/net/route | wc -l")
    expect(stdout).not.toMatch(/0\.0\.0\.0/)
    const described = execFileSync('docker', [
      'ps',
      '--format',
      '{{.Ports}}',
      '--filter',
      `label=crewhouse.agent=${spec.agentId}`,
    ])
    expect(described.toString().trim()).toBe('')
  })
})

describe('the usual programs, as they are', { timeout: 240_000 }, () => {
  test('npm installs from a registry', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crewhouse-npm-'))
    writeFileSync(join(folder, 'package.json'), '{"name":"left-pat","version":"1.0.0","main":"index.js"}')
    writeFileSync(join(folder, 'index.js'), 'module.exports = "from the registry"')
    execFileSync('npm', ['pack', '--silent'], { cwd: folder })
    const tarball = readFileSync(join(folder, 'left-pat-1.0.0.tgz'))
    rmSync(folder, { recursive: true })
    await internet.site('registry.npmjs.org', 80, (request, response) => {
      if (request.url?.endsWith('.tgz')) return void response.end(tarball)
      const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
      const dist = { tarball: 'http://registry.npmjs.org/left-pat/-/left-pat-1.0.0.tgz', integrity }
      const versions = { '1.0.0': { name: 'left-pat', version: '1.0.0', dist } }
      response.end(JSON.stringify({ name: 'left-pat', 'dist-tags': { latest: '1.0.0' }, versions }))
    })
    const { stdout, stderr } = await run(
      sandbox,
      'mkdir -p ~/n && cd ~/n && npm install --no-audit --no-fund --registry http://registry.npmjs.org left-pat && node -p "require(\'left-pat\')"',
      { timeoutMs: 120_000 },
    )
    expect(stdout + stderr).toContain('from the registry')
  })

  test('pip installs from an index', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crewhouse-pip-'))
    const script = `import zipfile
z = zipfile.ZipFile('demo_pkg-1.0-py3-none-any.whl', 'w')
z.writestr('demo_pkg.py', 'WORD = "from the index"')
z.writestr('demo_pkg-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: demo-pkg\\nVersion: 1.0\\n')
z.writestr('demo_pkg-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
z.writestr('demo_pkg-1.0.dist-info/RECORD', '')
z.close()`
    execFileSync('python3', ['-c', script], { cwd: folder })
    const wheel = readFileSync(join(folder, 'demo_pkg-1.0-py3-none-any.whl'))
    rmSync(folder, { recursive: true })
    await internet.site('pypi.org', 80, (request, response) => {
      if (request.url?.endsWith('.whl')) return void response.end(wheel)
      response.setHeader('content-type', 'text/html')
      response.end('<a href="http://pypi.org/files/demo_pkg-1.0-py3-none-any.whl">demo_pkg-1.0-py3-none-any.whl</a>')
    })
    const { stdout, stderr } = await run(
      sandbox,
      'python3 -m venv ~/v && ~/v/bin/pip install -q --disable-pip-version-check --index-url http://pypi.org/simple --trusted-host pypi.org demo-pkg && ~/v/bin/python -c "import demo_pkg; print(demo_pkg.WORD)"',
      { timeoutMs: 120_000 },
    )
    expect(stdout + stderr).toContain('from the index')
  })

  test('git clones', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crewhouse-git-'))
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder })
    git('init', '-q', 'source')
    writeFileSync(join(folder, 'source', 'word.txt'), 'from the repository')
    git('-C', 'source', 'add', '.')
    git('-C', 'source', 'commit', '-qm', 'One')
    git('clone', '-q', '--bare', 'source', 'bare.git')
    git('-C', 'bare.git', 'update-server-info')
    await internet.site('code.wild.example', 80, (request, response) => {
      const path = join(folder, 'bare.git', new URL(request.url ?? '/', 'http://x').pathname.replace('/r.git', ''))
      try {
        response.end(readFileSync(path))
      } catch {
        response.writeHead(404).end()
      }
    })
    const { stdout, stderr } = await run(
      sandbox,
      'cd ~ && git clone -q http://code.wild.example/r.git && cat r/word.txt',
    )
    rmSync(folder, { recursive: true })
    expect(stdout + stderr).toContain('from the repository')
    await gateway.close()
    expect(log.every((row) => row.runId === runId)).toBe(true)
  })
})
