import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ExecRequest, Sandbox } from '#worker/sandbox/provider.ts'
import { begin, bytes, type Contract, eventually, exists, run } from './running.ts'

/** How commands run, stream, end and are ended. */
export function describeCommands({ driver, spec }: Contract): void {
  describe('commands', () => {
    let sandbox: Sandbox
    beforeAll(async () => {
      sandbox = await driver().open(spec())
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

    test('are talked with while they run, where the driver can, and see the end of what they are told', async () => {
      const heard = Promise.withResolvers<string>()
      const refused = Promise.withResolvers<never>()
      refused.promise.catch(() => {})
      async function* talk() {
        yield bytes('one\n')
        // What is said second depends on the answer to the first.
        yield bytes(`${await Promise.race([heard.promise, refused.promise])}\n`)
      }
      const answered = run(sandbox, 'while read -r line; do echo "<$line>"; done; echo over', {
        stdin: talk(),
        onOutput: ({ bytes: chunk }) => heard.resolve(new TextDecoder().decode(chunk).trim()),
      })
      if (driver().kind === 'virtual') {
        await expect(answered).rejects.toMatchObject({ code: 'not_allowed' })
        return
      }
      expect(await answered.finally(() => refused.reject())).toMatchObject({
        exitCode: 0,
        stdout: '<one>\n<<one>>\nover\n',
      })
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
}
