import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SandboxSpec } from '#lib/sandbox/spec.ts'
import { eventually, run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import type { Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'
import { measure } from '#worker/sandbox/virtual/disk-usage.ts'
import { createVirtualDriver } from '#worker/sandbox/virtual/driver.ts'

let rootDir: string
let driver: SandboxDriver

beforeAll(async () => {
  rootDir = await mkdtemp(join(tmpdir(), 'virtual-containment-'))
  driver = await createVirtualDriver({ rootDir })
})
afterAll(async () => {
  await driver.close()
  await rm(rootDir, { recursive: true, force: true })
})

/** A sandbox with small limits. */
async function small(settings: Partial<SandboxSpec['settings']> = {}): Promise<[Sandbox, SandboxSpec]> {
  const base = sandboxSpec()
  const spec = { ...base, settings: { ...base.settings, memoryMb: 64, diskMb: 16, ...settings } }
  return [await driver.open(spec), spec]
}

/** Pids of the agent's processes, as the system sees them. */
async function processesOf(agentId: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((_, index) => lines[index]?.includes(agentId))
}

describe('a command that takes too much', () => {
  test.each([
    ['memory, in a doubling string', 'x=xxxxxxxxxxxxxxxx; while true; do x="$x$x"; done'],
    ['memory, as output nobody may stream', `y=$(printf "%4000000s" y); x=$(while true; do echo "\${y^^}"; done)`],
    ['depth, by recursion', 'f() { f; }; f'],
    ['depth, by nested shells', 'x=\'eval "$x"\'; eval "$x"'],
    ['processes, as a fork bomb', ':(){ :|:& };:'],
    ['expansions', 'echo {1..100000}{1..100000}'],
  ])('of %s is ended with a reason, and the next one works', async (_, command) => {
    const [sandbox] = await small()
    const result = await run(sandbox, command, { timeoutMs: 10_000 })
    expect(result.exitCode).not.toBe(0)
    // On a slow machine the time limit may come before the memory's.
    expect(['exited', 'out_of_memory', 'timed_out']).toContain(result.outcome)
    expect(`${result.stderr}${result.detail ?? ''}`).not.toBe('')
    expect((await run(sandbox, 'echo next')).stdout).toBe('next\n')
  })

  test('of memory that passes its limit says so', async () => {
    const [sandbox] = await small()
    const result = await run(sandbox, `x=$(printf "%4000000s" x); while true; do a[i++]="\${x^^}"; done`)
    expect(result).toMatchObject({ outcome: 'out_of_memory', exitCode: 137, detail: expect.stringContaining('64 MB') })
  })

  test('of output is held to what is read, and ends at its time limit', async () => {
    const [sandbox] = await small()
    let received = 0
    const before = process.memoryUsage().rss
    const result = await sandbox.exec({
      command: 'while true; do printf "%200000s" x; done',
      timeoutMs: 3000,
      onOutput: ({ bytes }) => {
        received += bytes.byteLength
      },
    })
    expect(result.outcome).toBe('timed_out')
    expect(received).toBeGreaterThan(1_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20)
  })

  test.each([
    ['one file of the workspace', 'while true; do printf "%500000s" x >> filler; done', '/workspace'],
    ['many empty files', 'for i in {1..100}; do mkdir d$i; cd d$i; touch f{1..100}; cd ..; done', '/workspace'],
    ['its home', 'while true; do printf "%500000s" x >> ~/filler; done', '/home/agent'],
    ['copies', 'printf "%4000000s" x > f; i=0; while true; do i=$((i+1)); cp f f$i; done', '/workspace'],
  ])('of disk, by %s, ends at the quota, and the agent can make room', async (_, command, full) => {
    const [sandbox, spec] = await small()
    const result = await run(sandbox, command, { timeoutMs: 60_000 })
    expect(result).toMatchObject({ outcome: 'disk_full', detail: expect.stringContaining(full) })
    expect(await measure(join(rootDir, spec.workspaceId))).toBeLessThan(17 * 2 ** 20)
    expect(await run(sandbox, 'rm -rf /workspace/* ~/*; printf "%1000000s" x > again')).toMatchObject({ exitCode: 0 })
  })

  test('of disk leaves people told, too', async () => {
    const [sandbox, spec] = await small()
    const files = await driver.files(spec)
    await run(sandbox, 'while true; do printf "%500000s" x >> filler; done', { timeoutMs: 60_000 })
    const refused = { name: 'AppError', code: 'quota_exceeded' }
    await expect(files.writeFile('more', Buffer.alloc(1_000_000))).rejects.toMatchObject(refused)
    await expect(sandbox.writeFile('more', Buffer.alloc(1_000_000))).rejects.toMatchObject(refused)
    await files.remove('filler')
    await files.writeFile('more', Buffer.alloc(1_000_000))
  })
})

describe('processes', () => {
  const secrets = ['DATABASE_URL', 'CREWHOUSE_SECRET', 'CREWHOUSE_KEK'] as const
  afterEach(() => {
    for (const name of secrets) delete process.env[name]
  })

  test('hold nothing of the worker’s environment', async () => {
    for (const name of secrets) process.env[name] = `secret-${name}`
    const [sandbox, { agentId }] = await small()
    const seen = await run(sandbox, 'env; set; export -p')
    const [pid] = await processesOf(agentId)
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8')
    const names = environment
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => line.slice(0, line.indexOf('=')))
    expect(names.sort()).toEqual(['NODE_ENV', 'PATH', 'TZ'])
    expect(seen.stdout).not.toContain('secret-')
  })

  test('are gone after the sandbox stops, and after a command is ended', async () => {
    const [sandbox, { agentId }] = await small()
    await run(sandbox, 'true')
    const before = await processesOf(agentId)
    expect(before).toHaveLength(1)
    await run(sandbox, 'while true; do true; done', { timeoutMs: 300 })
    expect(await processesOf(agentId)).not.toContain(before[0])
    await run(sandbox, 'true')
    await sandbox.stop()
    expect(await processesOf(agentId)).toEqual([])
  })

  test('are stopped when idle, and the files stay', async () => {
    const [sandbox, spec] = await small({ idleSeconds: 0.5 })
    expect(await run(sandbox, 'sleep 1; echo kept > kept')).toMatchObject({ outcome: 'exited', exitCode: 0 })
    expect((await sandbox.closed).reason).toContain('idle')
    expect(await processesOf(spec.agentId)).toEqual([])
    const again = await driver.open(spec)
    expect((await run(again, 'cat kept')).stdout).toBe('kept\n')
  })

  test('are few: more commands than that wait their turn, and can be cancelled while they wait', async () => {
    const [sandbox, { agentId }] = await small()
    const command = 'until [ -e go ]; do sleep 0.05; done; echo done'
    const running = Array.from({ length: 6 }, () => run(sandbox, command))
    await eventually(async () => (await processesOf(agentId)).length === 4, 'four processes')
    const cancel = new AbortController()
    const waiting = run(sandbox, command, { signal: cancel.signal })
    cancel.abort()
    expect((await waiting).outcome).toBe('cancelled')
    expect(await run(sandbox, command, { timeoutMs: 100 })).toMatchObject({ outcome: 'timed_out' })
    expect(await processesOf(agentId)).toHaveLength(4)
    await sandbox.writeFile('go', new Uint8Array())
    for (const result of await Promise.all(running)) expect(result.stdout).toBe('done\n')
    expect(await processesOf(agentId)).toHaveLength(1)
  })
})
