import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_FILE_OP_BYTES, type SandboxSpec, sandboxSettings } from '#lib/sandbox/spec.ts'
import type { ExecRequest, ExecResult, FileOps, Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

/** What a command wrote and how it ended. */
export interface Ran extends ExecResult {
  stdout: string
  stderr: string
}

/** A spec with fresh ids; pass ids to share a workspace or to come back to an agent. */
export function sandboxSpec(overrides: Partial<SandboxSpec> = {}): SandboxSpec {
  return {
    tenantId: randomUUID(),
    workspaceId: randomUUID(),
    agentId: randomUUID(),
    settings: sandboxSettings.parse({}),
    ...overrides,
  }
}

/** Runs a command to its end and collects what it wrote. */
export async function run(sandbox: Sandbox, command: string, request: Partial<ExecRequest> = {}): Promise<Ran> {
  const written = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] }
  const result = await sandbox.exec({
    timeoutMs: 30_000,
    ...request,
    command,
    onOutput: async (chunk) => {
      written[chunk.stream].push(chunk.bytes)
      await request.onOutput?.(chunk)
    },
  })
  return {
    ...result,
    stdout: Buffer.concat(written.stdout).toString(),
    stderr: Buffer.concat(written.stderr).toString(),
  }
}

/** Waits until the condition holds; fails after ten seconds. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ten seconds for: ${what}`)
    await delay(20)
  }
}

/** Starts a command and returns once its first output is there, with the promise of its end (wrapped: not awaited). */
async function begin(sandbox: Sandbox, command: string, request: Partial<ExecRequest> = {}) {
  let seen = ''
  const running = run(sandbox, command, {
    ...request,
    onOutput: ({ bytes: chunk }) => {
      seen += new TextDecoder().decode(chunk)
    },
  })
  await eventually(() => seen !== '', `the first output of ${command}`)
  return { running, seen: () => seen }
}

const bytes = (value: string) => new TextEncoder().encode(value)
const readText = async (files: FileOps, path: string) => new TextDecoder().decode((await files.readFile(path)).bytes)
const exists = (files: FileOps, path: string) =>
  files.stat(path).then(
    () => true,
    (error) => {
      expect(error).toMatchObject({ name: 'AppError', code: 'not_found' })
      return false
    },
  )
const refusedWith = (...codes: string[]) => ({
  name: 'AppError',
  code: expect.toSatisfy((code: string) => codes.includes(code), `one of ${codes.join(', ')}`),
})

/** The contract of provider.ts, run against a real driver: what holds in one holds in the other. */
export function describeSandboxDriver(name: string, makeDriver: () => Promise<SandboxDriver>): void {
  describe(`${name} sandbox`, { timeout: 60_000 }, () => {
    let driver: SandboxDriver
    const made: SandboxSpec[] = []
    const spec = (overrides: Partial<SandboxSpec> = {}) => {
      const value = sandboxSpec(overrides)
      made.push(value)
      return value
    }

    beforeAll(async () => {
      driver = await makeDriver()
    }, 600_000)

    afterAll(async () => {
      for (const { agentId } of made) await driver.removeAgent(agentId)
      for (const workspaceId of new Set(made.map((each) => each.workspaceId))) await driver.removeWorkspace(workspaceId)
      await driver.close()
    }, 120_000)

    describe('commands', () => {
      let sandbox: Sandbox
      beforeAll(async () => {
        sandbox = await driver.open(spec())
      }, 60_000)

      test('keep each stream in order and apart', async () => {
        const result = await run(sandbox, 'echo o1; echo e1 >&2; echo o2; echo e2 >&2; echo o3')
        expect(result).toMatchObject({
          outcome: 'exited',
          exitCode: 0,
          stdout: 'o1\no2\no3\n',
          stderr: 'e1\ne2\n',
        })
        expect(result.durationMs).toBeGreaterThanOrEqual(0)
      })

      test.each([0, 1, 42, 255])('end with exit code %i', async (exitCode) => {
        expect(await run(sandbox, `exit ${exitCode}`)).toMatchObject({ outcome: 'exited', exitCode })
      })

      test('that do not exist end with 127 and say so', async () => {
        const result = await run(sandbox, 'no-such-command-here')
        expect(result).toMatchObject({ outcome: 'exited', exitCode: 127 })
        expect(result.stderr).toContain('no-such-command-here')
      })

      test('with a syntax error fail and the next one works', async () => {
        const result = await run(sandbox, 'if then (')
        expect(result.outcome).toBe('exited')
        expect(result.exitCode).not.toBe(0)
        expect(result.stderr).not.toBe('')
        expect((await run(sandbox, 'echo on')).stdout).toBe('on\n')
      })

      test('start in /workspace with HOME at /home/agent', async () => {
        expect((await run(sandbox, 'pwd; echo "$HOME"')).stdout).toBe('/workspace\n/home/agent\n')
      })

      test('run in the folder asked for, absolute or relative to the workspace', async () => {
        await sandbox.mkdir('sub ä/deep')
        expect((await run(sandbox, 'pwd', { cwd: 'sub ä/deep' })).stdout).toBe('/workspace/sub ä/deep\n')
        expect((await run(sandbox, 'pwd', { cwd: '/tmp' })).stdout).toBe('/tmp\n')
        expect((await run(sandbox, 'pwd')).stdout).toBe('/workspace\n')
      })

      test('see the variables given to them and none of the worker', async () => {
        process.env.CREWHOUSE_CONTRACT_SECRET = 'the-worker-s-own'
        try {
          const result = await run(sandbox, 'echo "$GREETING"; env; cat /proc/self/environ /proc/1/environ || true', {
            env: { GREETING: 'grüß "dich" $x' },
          })
          expect(result.stdout).toMatch(/^grüß "dich" \$x\n/)
          expect(result.stdout).not.toContain('the-worker-s-own')
          expect(result.stdout).not.toContain('DATABASE_URL')
        } finally {
          delete process.env.CREWHOUSE_CONTRACT_SECRET
        }
        expect((await run(sandbox, 'echo "[$GREETING]"')).stdout).toBe('[]\n')
      })

      test('read stdin, any bytes, and see its end', async () => {
        const stdin = Uint8Array.from({ length: 256 }, (_, index) => index)
        expect(await run(sandbox, 'cat > stdin.bin', { stdin })).toMatchObject({ exitCode: 0 })
        expect(Buffer.from((await sandbox.readFile('stdin.bin')).bytes).equals(Buffer.from(stdin))).toBe(true)
        expect(await run(sandbox, 'cat')).toMatchObject({ exitCode: 0, stdout: '' })
      })

      test('write any bytes to stdout', async () => {
        const content = Uint8Array.from({ length: 256 }, (_, index) => 255 - index)
        await sandbox.writeFile('every-byte.bin', content)
        const chunks: Uint8Array[] = []
        const onOutput: ExecRequest['onOutput'] = (chunk) => void chunks.push(chunk.bytes)
        await sandbox.exec({ command: 'cat every-byte.bin', timeoutMs: 10_000, onOutput })
        expect(Buffer.concat(chunks).equals(Buffer.from(content))).toBe(true)
      })

      test('stream their output while they run', async () => {
        const { running, seen } = await begin(sandbox, 'echo first; until [ -e go ]; do sleep 0.05; done; echo second')
        expect(seen()).toBe('first\n')
        await sandbox.writeFile('go', bytes(''))
        expect(await running).toMatchObject({ outcome: 'exited', stdout: 'first\nsecond\n' })
      })

      test('wait for a reader that is slow', async () => {
        let inside = 0
        let held = true
        const total = { bytes: 0 }
        const running = sandbox.exec({
          command: 'for i in $(seq 128); do printf "%262144s" x; done; echo done > all-written',
          timeoutMs: 60_000,
          onOutput: async ({ bytes: chunk }) => {
            expect(++inside).toBe(1)
            total.bytes += chunk.byteLength
            while (held) await delay(10)
            inside--
          },
        })
        await eventually(() => total.bytes > 0, 'the first output')
        for (let look = 0; look < 40; look++) {
          expect(await exists(sandbox, 'all-written')).toBe(false)
          await delay(25)
        }
        held = false
        expect(await running).toMatchObject({ outcome: 'exited', exitCode: 0 })
        expect(total.bytes).toBe(128 * 262_144)
        expect(await exists(sandbox, 'all-written')).toBe(true)
      })

      test('run side by side', async () => {
        const waits = run(sandbox, 'until [ -e from-the-other ]; do sleep 0.05; done; echo met')
        await run(sandbox, 'echo x > from-the-other')
        expect((await waits).stdout).toBe('met\n')
      })

      test.each([
        ['that sleeps', 'sleep 60'],
        ['that spins', 'while true; do true; done'],
        ['that ignores signals', "trap '' TERM INT HUP; while true; do sleep 0.2; done"],
      ])('a command %s ends at its time limit, and the next one works', async (_, command) => {
        const result = await run(sandbox, `echo begun; ${command}`, { timeoutMs: 700 })
        expect(result).toMatchObject({ outcome: 'timed_out', stdout: 'begun\n' })
        expect(result.exitCode).toBeGreaterThan(0)
        expect(result.detail).toBeTruthy()
        expect(result.durationMs).toBeLessThan(700 + 1000)
        expect((await run(sandbox, 'echo next')).stdout).toBe('next\n')
      })

      test.each([
        ['sleeps', 'sleep 60'],
        ['spins', 'while true; do true; done'],
      ])('a cancel ends a command that %s within a second, and only that one', async (_, command) => {
        const cancel = new AbortController()
        const release = `release-${randomUUID()}`
        const bystander = run(sandbox, `until [ -e ${release} ]; do sleep 0.05; done; echo untouched`)
        const { running } = await begin(sandbox, `echo begun; ${command}; echo after > survived`, {
          signal: cancel.signal,
        })
        const cancelledAt = performance.now()
        cancel.abort()
        const result = await running
        expect(performance.now() - cancelledAt).toBeLessThan(1000)
        expect(result.outcome).toBe('cancelled')
        expect(result.exitCode).toBeGreaterThan(0)
        await sandbox.writeFile(release, bytes(''))
        expect(await bystander).toMatchObject({ outcome: 'exited', stdout: 'untouched\n' })
        expect(await exists(sandbox, 'survived')).toBe(false)
      })

      test('that are cancelled before they start never run', async () => {
        const result = await run(sandbox, 'echo x > never', { signal: AbortSignal.abort() })
        expect(result.outcome).toBe('cancelled')
        expect(await exists(sandbox, 'never')).toBe(false)
      })

      test('whose reader throws are killed and reject with its error', async () => {
        const failing = sandbox.exec({
          command: 'echo x; sleep 60',
          timeoutMs: 30_000,
          onOutput: () => {
            throw new Error('the reader broke')
          },
        })
        await expect(failing).rejects.toThrow('the reader broke')
        expect((await run(sandbox, 'echo next')).stdout).toBe('next\n')
      })

      test('show in the stats', async () => {
        await run(sandbox, 'true')
        const stats = await sandbox.stats()
        expect(stats.memoryBytes).toBeGreaterThan(0)
        expect(stats.cpuMs).toBeGreaterThanOrEqual(0)
        expect(stats.pids).toBeGreaterThan(0)
      })
    })

    describe('files', () => {
      let sandbox: Sandbox
      let shared: FileOps
      beforeAll(async () => {
        const fileSpec = spec()
        sandbox = await driver.open(fileSpec)
        shared = await driver.files(fileSpec)
      }, 60_000)

      const hostileNames = [
        'plain.txt',
        'Übergrößenträger.txt',
        '日本語 🚀 emoji.md',
        '  spaces  ',
        'line\nbreak',
        'tab\tand \\ backslash',
        `quotes ' " \` $HOME *?[a]`,
        '-rf',
        '--help',
        '.hidden',
        '...',
        'x'.repeat(200),
      ]

      test.each(hostileNames.map((each) => [JSON.stringify(each).slice(0, 40), each]))(
        'named %s are written, found, read, renamed and removed',
        async (_, hostile) => {
          const folder = `names-${randomUUID()}`
          const content = `content of ${hostile} ✓`
          expect(await sandbox.writeFile(`${folder}/${hostile}`, bytes(content))).toEqual({
            size: bytes(content).length,
          })
          expect(await readText(sandbox, `/workspace/${folder}/${hostile}`)).toBe(content)
          expect(await readText(shared, `${folder}/${hostile}`)).toBe(content)
          expect(await sandbox.stat(`${folder}/${hostile}`)).toMatchObject({
            kind: 'file',
            size: bytes(content).length,
          })
          const listed = await sandbox.list(folder)
          expect(listed).toMatchObject({ entries: [{ path: hostile, kind: 'file' }], truncated: false })
          await sandbox.rename(`${folder}/${hostile}`, `${folder}/moved ${hostile.slice(0, 100)}`)
          expect(await exists(sandbox, `${folder}/${hostile}`)).toBe(false)
          await sandbox.remove(`${folder}/moved ${hostile.slice(0, 100)}`)
          expect(await sandbox.list(folder)).toEqual({ entries: [], truncated: false })
        },
      )

      test('of commands and of file operations are the same files', async () => {
        await run(sandbox, 'mkdir -p both && printf "von der Shell äöü" > "both/a b.txt"')
        expect(await readText(sandbox, 'both/a b.txt')).toBe('von der Shell äöü')
        await sandbox.writeFile('both/ü.txt', bytes('from an operation'))
        expect((await run(sandbox, 'cat both/ü.txt')).stdout).toBe('from an operation')
      })

      test('may be empty', async () => {
        expect(await sandbox.writeFile('empty', new Uint8Array())).toEqual({ size: 0 })
        expect(await sandbox.readFile('empty')).toMatchObject({ size: 0, bytes: { byteLength: 0 } })
        expect(await sandbox.stat('empty')).toMatchObject({ kind: 'file', size: 0 })
        const { stream, size } = await sandbox.readStream('empty')
        expect(size).toBe(0)
        expect(await text(stream)).toBe('')
      })

      test('are replaced whole, leaving nothing else behind', async () => {
        await sandbox.writeFile('replaced/one.txt', bytes('a much longer first version'))
        await sandbox.writeFile('replaced/one.txt', bytes('short'))
        expect(await readText(sandbox, 'replaced/one.txt')).toBe('short')
        expect((await sandbox.list('replaced')).entries.map((entry) => entry.path)).toEqual(['one.txt'])
      })

      test('keep their permissions when replaced', async () => {
        await run(sandbox, 'echo old > tool.sh && chmod 755 tool.sh')
        await sandbox.writeFile('tool.sh', bytes('echo new\n'))
        expect((await run(sandbox, 'test -x tool.sh && cat tool.sh')).stdout).toBe('echo new\n')
      })

      test('are listed in order, folders among files, with size and time', async () => {
        for (const path of ['ordered/b.txt', 'ordered/Z.txt', 'ordered/c/inner.txt', 'ordered/a.txt']) {
          await sandbox.writeFile(path, bytes(path))
        }
        const { entries, truncated } = await sandbox.list('ordered')
        expect(truncated).toBe(false)
        expect(entries.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
          'file Z.txt',
          'file a.txt',
          'file b.txt',
          'directory c',
        ])
        expect(entries[1]?.size).toBe('ordered/a.txt'.length)
        expect(Math.abs(Date.now() - (entries[1]?.modifiedAtMs ?? 0))).toBeLessThan(10 * 60_000)
        const deep = await sandbox.list('ordered', { recursive: true })
        expect(deep.entries.map((entry) => entry.path)).toEqual(['Z.txt', 'a.txt', 'b.txt', 'c', 'c/inner.txt'])
      })

      test('beyond the limit of a list are cut, and it says so', async () => {
        await run(sandbox, 'mkdir many && cd many && for i in $(seq 12); do echo > f$i; done')
        const cut = await sandbox.list('many', { limit: 5 })
        expect(cut.entries).toHaveLength(5)
        expect(cut.truncated).toBe(true)
        expect(await sandbox.list('many', { limit: 12 })).toMatchObject({ truncated: false })
      })

      test('are read in ranges', async () => {
        await sandbox.writeFile('range.txt', bytes('0123456789'))
        const range = async (offset: number, length: number) => {
          const part = await sandbox.readFile('range.txt', { offset, length })
          expect(part.size).toBe(10)
          return new TextDecoder().decode(part.bytes)
        }
        expect(await range(0, 4)).toBe('0123')
        expect(await range(4, 3)).toBe('456')
        expect(await range(8, 100)).toBe('89')
        expect(await range(50, 10)).toBe('')
        await expect(sandbox.readFile('range.txt', { offset: -1, length: 5 })).rejects.toMatchObject(
          refusedWith('invalid_input'),
        )
      })

      test('larger than one operation move by range and stream alone', async () => {
        const size = MAX_FILE_OP_BYTES + 1
        await expect(sandbox.writeFile('too-big', new Uint8Array(size))).rejects.toMatchObject(
          refusedWith('invalid_input'),
        )
        expect(await exists(sandbox, 'too-big')).toBe(false)
        await run(sandbox, `printf '%${size}s' end > big`)
        expect(await sandbox.stat('big')).toMatchObject({ kind: 'file', size })
        await expect(sandbox.readFile('big')).rejects.toMatchObject(refusedWith('invalid_input'))
        await expect(sandbox.readFile('big', { offset: 0, length: size })).rejects.toMatchObject(
          refusedWith('invalid_input'),
        )
        const tail = await sandbox.readFile('big', { offset: size - 3, length: 3 })
        expect(new TextDecoder().decode(tail.bytes)).toBe('end')
        const { stream, size: streamed } = await sandbox.readStream('big')
        expect(streamed).toBe(size)
        expect((await buffer(stream)).byteLength).toBe(size)
      })

      test('of the largest size allowed go through one operation', async () => {
        const content = Buffer.alloc(MAX_FILE_OP_BYTES, 'crewhouse')
        await sandbox.writeFile('largest', content)
        expect(content.equals(Buffer.from((await sandbox.readFile('largest')).bytes))).toBe(true)
      })

      test('that are read by stream may be left half-way', async () => {
        await run(sandbox, `printf '%4000000s' x > half`)
        const { stream } = await sandbox.readStream('half')
        for await (const chunk of stream) {
          expect(chunk.length).toBeGreaterThan(0)
          break
        }
        expect((await run(sandbox, 'echo next')).stdout).toBe('next\n')
      })

      test('that are missing or of another kind are refused in words', async () => {
        await sandbox.writeFile('kinds/file', bytes('x'))
        const missing = refusedWith('not_found')
        const wrongKind = refusedWith('invalid_input')
        await expect(sandbox.readFile('kinds/none')).rejects.toMatchObject(missing)
        await expect(sandbox.readStream('kinds/none')).rejects.toMatchObject(missing)
        await expect(sandbox.stat('kinds/none')).rejects.toMatchObject(missing)
        await expect(sandbox.list('kinds/none')).rejects.toMatchObject(missing)
        await expect(sandbox.remove('kinds/none')).rejects.toMatchObject(missing)
        await expect(sandbox.rename('kinds/none', 'kinds/other')).rejects.toMatchObject(missing)
        await expect(sandbox.readFile('kinds')).rejects.toMatchObject(wrongKind)
        await expect(sandbox.readStream('kinds')).rejects.toMatchObject(wrongKind)
        await expect(sandbox.list('kinds/file')).rejects.toMatchObject(wrongKind)
        await expect(sandbox.writeFile('kinds', bytes('x'))).rejects.toMatchObject(wrongKind)
        await expect(sandbox.mkdir('kinds/file')).rejects.toMatchObject(wrongKind)
        await expect(sandbox.remove('kinds')).rejects.toMatchObject(wrongKind)
        await expect(sandbox.writeFile('kinds/file/below', bytes('x'))).rejects.toMatchObject(
          refusedWith('invalid_input', 'not_found'),
        )
        expect(await readText(sandbox, 'kinds/file')).toBe('x')
      })

      test('and folders are made, moved and removed', async () => {
        await sandbox.mkdir('tree/a/b')
        await sandbox.mkdir('tree/a/b')
        await sandbox.writeFile('tree/a/b/leaf', bytes('leaf'))
        await sandbox.rename('tree/a', 'tree/z')
        expect(await readText(sandbox, 'tree/z/b/leaf')).toBe('leaf')
        await sandbox.writeFile('tree/new', bytes('new'))
        await sandbox.rename('tree/new', 'tree/z/b/leaf')
        expect(await readText(sandbox, 'tree/z/b/leaf')).toBe('new')
        await sandbox.remove('tree', { recursive: true })
        expect(await exists(sandbox, 'tree')).toBe(false)
      })

      test('in HOME and /tmp belong to the agent’s operations, not to people’s', async () => {
        await run(sandbox, 'echo home > ~/in-home; echo tmp > /tmp/in-tmp')
        expect(await readText(sandbox, '/home/agent/in-home')).toBe('home\n')
        expect(await readText(sandbox, '/tmp/in-tmp')).toBe('tmp\n')
        await sandbox.writeFile('/home/agent/.config/tool', bytes('by operation'))
        await sandbox.writeFile('/tmp/op', bytes('by operation'))
        expect((await run(sandbox, 'cat ~/.config/tool /tmp/op')).stdout).toBe('by operationby operation')
        for (const path of ['/home/agent/in-home', '/tmp/in-tmp', '/home/agent', '/tmp']) {
          await expect(shared.stat(path)).rejects.toMatchObject(refusedWith('invalid_input'))
        }
      })

      test.each([
        '/etc/passwd',
        '../etc/passwd',
        '../../../../../../etc/passwd',
        '/workspace/../etc/passwd',
        'a/../../etc/passwd',
        '/workspace/../home/agent/../../etc/passwd',
        '/workspacex/file',
        '/proc/self/environ',
        '/',
        '..',
        'nul\0byte',
        '',
      ])('outside the roots are refused: %j', async (path) => {
        const refused = refusedWith('invalid_input')
        for (const files of [sandbox, shared]) {
          await expect(files.readFile(path)).rejects.toMatchObject(refused)
          await expect(files.readStream(path)).rejects.toMatchObject(refused)
          await expect(files.stat(path)).rejects.toMatchObject(refused)
          await expect(files.list(path)).rejects.toMatchObject(refused)
          await expect(files.writeFile(path, bytes('escaped'))).rejects.toMatchObject(refused)
          await expect(files.mkdir(path)).rejects.toMatchObject(refused)
          await expect(files.remove(path, { recursive: true })).rejects.toMatchObject(refused)
          await expect(files.rename(path, 'stolen')).rejects.toMatchObject(refused)
        }
        await sandbox.writeFile('mine', bytes('mine'))
        await expect(sandbox.rename('mine', path)).rejects.toMatchObject(refused)
        expect(await readText(sandbox, 'mine')).toBe('mine')
      })

      test('at the top cannot be removed or renamed', async () => {
        for (const path of ['/workspace', '.', '/workspace/']) {
          await expect(sandbox.remove(path, { recursive: true })).rejects.toMatchObject(refusedWith('invalid_input'))
          await expect(sandbox.rename(path, 'elsewhere')).rejects.toMatchObject(refusedWith('invalid_input'))
        }
        expect((await sandbox.stat('/workspace')).kind).toBe('directory')
      })

      test('behind a link that leads outside are refused', async () => {
        await run(
          sandbox,
          'mkdir -p links; cd links; ln -s /etc/passwd file; ln -s / root; ln -s ../../etc up; ln -s /tmp tmp; ln -s /home/agent home; ln -s loop loop; true',
        )
        await run(sandbox, 'echo own > /tmp/victim; echo own > ~/victim')
        const refused = refusedWith('invalid_input', 'not_found')
        for (const files of [sandbox, shared]) {
          for (const path of [
            'links/file',
            'links/root/etc/passwd',
            'links/up/passwd',
            'links/tmp/victim',
            'links/loop',
          ]) {
            await expect(files.readFile(path)).rejects.toMatchObject(refused)
            await expect(files.readStream(path)).rejects.toMatchObject(refused)
          }
          await expect(files.list('links/root')).rejects.toMatchObject(refused)
          await expect(files.list('links/up')).rejects.toMatchObject(refused)
          const listed = await files.list('links', { recursive: true })
          expect(listed.entries.filter((entry) => entry.path.includes('/'))).toEqual([])
        }
        // Where the link exists, an operation through it must not reach what lies behind.
        const attempts = [
          shared.writeFile('links/tmp/victim', bytes('changed')),
          shared.writeFile('links/home/victim', bytes('changed')),
          sandbox.writeFile('links/tmp/victim', bytes('changed')),
          sandbox.remove('links/tmp/victim'),
          sandbox.rename('links/tmp/victim', 'victim'),
          sandbox.mkdir('links/tmp/made'),
        ]
        await Promise.allSettled(attempts)
        expect((await run(sandbox, 'cat /tmp/victim ~/victim; ls /tmp/made')).stdout).toBe('own\nown\n')
      })

      test('removed recursively do not take along what a link points to', async () => {
        await run(sandbox, 'mkdir -p kept doomed; echo kept > kept/file; ln -s ../kept doomed/link; true')
        await sandbox.remove('doomed', { recursive: true })
        expect(await readText(sandbox, 'kept/file')).toBe('kept\n')
        expect(await exists(sandbox, 'doomed')).toBe(false)
      })
    })

    describe('walls', () => {
      test('a workspace is shared by its agents and closed to another workspace; a home is one agent’s', async () => {
        const first = spec()
        const second = spec({ tenantId: first.tenantId, workspaceId: first.workspaceId })
        const stranger = spec({ tenantId: first.tenantId })
        const [a, b, c] = await Promise.all([driver.open(first), driver.open(second), driver.open(stranger)])
        await run(a, 'echo for all > shared.txt; echo private > ~/secret; echo private > /tmp/secret')
        expect((await run(b, 'cat shared.txt')).stdout).toBe('for all\n')
        await run(b, 'echo changed > shared.txt')
        expect((await run(a, 'cat shared.txt')).stdout).toBe('changed\n')

        expect((await run(b, 'cat ~/secret /tmp/secret; ls -A ~ /tmp')).stdout).not.toMatch(/private|secret/)
        await expect(b.readFile('/home/agent/secret')).rejects.toMatchObject(refusedWith('not_found'))

        expect(await run(c, 'ls -A /workspace')).toMatchObject({ stdout: '', exitCode: 0 })
        await expect(c.readFile('shared.txt')).rejects.toMatchObject(refusedWith('not_found'))
        const strangers = await driver.files(stranger)
        expect((await strangers.list('/workspace')).entries).toEqual([])
        for (const id of [first.workspaceId, first.agentId]) {
          const found = await run(c, `ls -d /workspace/../${id} /${id} ../*/${id} /home/${id} 2>/dev/null; true`)
          expect(found.stdout).toBe('')
        }
      })

      test('there is no network', async () => {
        const sandbox = await driver.open(spec())
        const result = await run(
          sandbox,
          '(curl -sS -m 2 http://169.254.169.254/ && echo reached); (exec 3<>/dev/tcp/127.0.0.1/22 && echo reached); true',
        )
        expect(result.stdout).not.toContain('reached')
      })
    })

    describe('life', () => {
      const stateOf = async (agentId: string) => (await driver.list()).find((each) => each.agentId === agentId)?.state

      test('people see what an agent wrote while nobody is open, and the agent sees what they wrote', async () => {
        const own = spec()
        const sandbox = await driver.open(own)
        await run(sandbox, 'mkdir out; echo result > out/result.txt')
        await sandbox.stop()
        const files = await driver.files(own)
        expect(await readText(files, 'out/result.txt')).toBe('result\n')
        await files.writeFile('out/by a person.txt', bytes('hello'))
        expect(await stateOf(own.agentId)).not.toBe('running')
        const again = await driver.open(own)
        expect((await run(again, 'cat "out/by a person.txt"; echo more >> "out/by a person.txt"')).stdout).toBe('hello')
        expect(await readText(files, 'out/by a person.txt')).toBe('hellomore\n')
      })

      test('people see an empty workspace before any agent was', async () => {
        const files = await driver.files(spec())
        expect(await files.list('/workspace')).toEqual({ entries: [], truncated: false })
      })

      test('concurrent opens share one sandbox', async () => {
        const own = spec()
        const opened = await Promise.all(Array.from({ length: 5 }, () => driver.open(own)))
        await run(opened[0] as Sandbox, 'echo one > /tmp/mark')
        for (const sandbox of opened) expect((await run(sandbox, 'cat /tmp/mark')).stdout).toBe('one\n')
        expect((await driver.list()).filter((each) => each.agentId === own.agentId)).toHaveLength(1)
        expect(await stateOf(own.agentId)).toBe('running')
      })

      test('stop kills what runs, resolves closed, and open starts anew on the same files', async () => {
        const own = spec()
        const sandbox = await driver.open(own)
        await run(sandbox, 'echo kept > kept; echo kept > ~/kept')
        const { running } = await begin(sandbox, 'echo begun; sleep 60')
        await sandbox.stop()
        expect((await running).outcome).toBe('sandbox_lost')
        expect((await sandbox.closed).reason).toBeTruthy()
        await expect(run(sandbox, 'true')).rejects.toMatchObject(refusedWith('unavailable'))
        await expect(sandbox.readFile('kept')).rejects.toMatchObject(refusedWith('unavailable'))
        await sandbox.stop()
        expect(await stateOf(own.agentId)).not.toBe('running')

        const again = await driver.open(own)
        expect((await run(again, 'cat kept ~/kept')).stdout).toBe('kept\nkept\n')
        expect(await stateOf(own.agentId)).toBe('running')
      })

      test('stopAgent stops an open sandbox and may be repeated', async () => {
        const own = spec()
        const sandbox = await driver.open(own)
        await driver.stopAgent(own.agentId)
        await sandbox.closed
        await driver.stopAgent(own.agentId)
        await driver.stopAgent(randomUUID())
        expect(await stateOf(own.agentId)).not.toBe('running')
        expect((await run(await driver.open(own), 'echo back')).stdout).toBe('back\n')
      })

      test('a takeover kills the commands of the holder before', async () => {
        const own = spec()
        const before = await driver.open(own)
        const { running } = await begin(before, 'echo begun; sleep 60; echo late > late')
        const after = await driver.open(own, { takeover: true })
        expect((await running).outcome).toBe('sandbox_lost')
        expect((await run(after, 'echo mine')).stdout).toBe('mine\n')
      })

      test('removing an agent takes its home and leaves the workspace', async () => {
        const own = spec()
        const sandbox = await driver.open(own)
        await run(sandbox, 'echo x > ~/gone; echo x > stays')
        await driver.removeAgent(own.agentId)
        await sandbox.closed
        expect(await stateOf(own.agentId)).toBeUndefined()
        await driver.removeAgent(own.agentId)
        await driver.removeAgent(randomUUID())
        const again = await driver.open(own)
        expect((await run(again, 'ls ~/gone; cat stays')).stdout).toBe('x\n')
      })

      test('removing a workspace closes its sandboxes and takes its files', async () => {
        const own = spec()
        const other = spec({ tenantId: own.tenantId })
        const sandbox = await driver.open(own)
        const bystander = await driver.open(other)
        await run(sandbox, 'echo x > gone')
        await run(bystander, 'echo x > stays')
        await driver.removeWorkspace(own.workspaceId)
        await sandbox.closed
        await driver.removeWorkspace(own.workspaceId)
        await driver.removeWorkspace(randomUUID())
        expect((await (await driver.files(own)).list('/workspace')).entries).toEqual([])
        expect((await run(bystander, 'cat stays')).stdout).toBe('x\n')
      })
    })

    describe('export and import', () => {
      test('carry every file of a workspace to another one', async () => {
        const source = spec()
        const target = spec()
        const sandbox = await driver.open(source)
        const contents: Record<string, string> = {
          'a.txt': 'plain',
          'empty.txt': '',
          'deep/er/ß ü 🚀.txt': 'names',
          'new\nline': 'hostile',
          [`long/${'n'.repeat(120)}/${'m'.repeat(150)}`]: 'beyond the old tar limits',
        }
        for (const [path, content] of Object.entries(contents)) await sandbox.writeFile(path, bytes(content))
        await run(sandbox, 'mkdir empty-folder; chmod 755 a.txt; echo home > ~/not-exported')

        await driver.importWorkspace(target.workspaceId, await driver.exportWorkspace(source.workspaceId))

        const arrived = await driver.files(target)
        for (const [path, content] of Object.entries(contents)) expect(await readText(arrived, path)).toBe(content)
        const paths = async (files: FileOps) =>
          (await files.list('/workspace', { recursive: true })).entries.map((each) => `${each.kind} ${each.path}`)
        expect(await paths(arrived)).toEqual(await paths(await driver.files(source)))
        const reader = await driver.open(target)
        expect((await run(reader, 'test -x a.txt && echo more >> a.txt && cat a.txt')).stdout).toBe('plainmore\n')
      })

      test('names entries relative to the workspace, and exports an unknown one as empty', async () => {
        const own = spec()
        const files = await driver.files(own)
        await files.writeFile('folder/file', bytes('x'))
        const names: string[] = []
        for await (const entry of (await driver.exportWorkspace(own.workspaceId)).pipe(extract())) {
          names.push(entry.header.name.replace(/^\.\//, '').replace(/\/$/, ''))
          entry.resume()
        }
        expect(names.filter((each) => each !== '' && each !== '.').sort()).toEqual(['folder', 'folder/file'])

        const unknown: string[] = []
        const nothing = await driver.exportWorkspace(randomUUID())
        for await (const entry of Readable.from(nothing).pipe(extract())) {
          unknown.push(entry.header.name.replace(/^\.?\/?/, ''))
          entry.resume()
        }
        expect(unknown.filter((each) => each !== '')).toEqual([])
      })
    })
  })
}
