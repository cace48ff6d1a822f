import { beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox, Terminal, TerminalRequest } from '#worker/sandbox/provider.ts'
import { bytes, type Contract, eventually, run } from './running.ts'

/** A terminal and what it has shown so far. */
export async function atTerminal(sandbox: Sandbox, request: Partial<TerminalRequest> = {}) {
  const decoder = new TextDecoder()
  let seen = ''
  const terminal = await sandbox.openTerminal({
    size: { columns: 80, rows: 24 },
    ...request,
    onOutput: async (chunk) => {
      seen += decoder.decode(chunk, { stream: true })
      await request.onOutput?.(chunk)
    },
  })
  const type = (text: string) => terminal.write(bytes(text))
  const shows = (what: string | RegExp) =>
    eventually(() => (typeof what === 'string' ? seen.includes(what) : what.test(seen)), `${what} on the terminal`)
  return { terminal, type, shows, seen: () => seen }
}

/** Interactive commands: those of a driver that has them, or its clear word that it has none. */
export function describeTerminals({ driver, spec }: Contract): void {
  describe('terminals', () => {
    let sandbox: Sandbox
    let has = false
    beforeAll(async () => {
      sandbox = await driver().open(spec())
      has = driver().kind === 'docker'
    }, 60_000)

    test('are there, or are refused in words, and the sandbox goes on', async () => {
      const opened: Promise<Terminal> = sandbox.openTerminal({ size: { columns: 80, rows: 24 }, onOutput: () => {} })
      if (has) await (await opened).hangUp()
      else await expect(opened).rejects.toMatchObject({ name: 'AppError', code: 'not_allowed' })
      expect((await run(sandbox, 'echo on')).stdout).toBe('on\n')
    })

    test('echo what is typed, run it, and end with their shell', async () => {
      if (!has) return
      const { terminal, type, shows } = await atTerminal(sandbox)
      await type('echo "[$((40 + 2)) ümlaut]"; tty\r')
      await shows('[42 ümlaut]')
      await shows('/dev/pts/')
      await type('exit 3\r')
      expect(await terminal.ended).toMatchObject({ outcome: 'exited', exitCode: 3 })
    })

    test('have the size that they are given, and hear of a change', async () => {
      if (!has) return
      const { terminal, type, shows } = await atTerminal(sandbox, { size: { columns: 101, rows: 31 } })
      await type('stty size\r')
      await shows('31 101')
      terminal.resize({ columns: 77, rows: 19 })
      await type('stty size\r')
      await shows('19 77')
      await terminal.hangUp()
    })

    test('interrupt what runs with Ctrl-C, and erase whole characters', async () => {
      if (!has) return
      const { terminal, type, shows } = await atTerminal(sandbox)
      // It says so itself: at Ctrl-C it is in the foreground, not about to be.
      await type('sh -c \'echo be"gun"; exec sleep 1000\'; echo not reached\r')
      await shows('begun')
      await type('\x03')
      await shows(/\^C[\s\S]*\$ $/)
      await type('echo lis"tens"; cat\r')
      await shows('listens')
      await type('aü\x7fb\r')
      await shows(/\r\nab\r\n/)
      await type('\x04echo back $((1 + 1))\r')
      await shows('back 2')
      await terminal.hangUp()
    })

    test('run another command than a shell, with a folder and an environment', async () => {
      if (!has) return
      const { terminal, seen } = await atTerminal(sandbox, {
        command: 'pwd; echo "$TERM $GREETING"; exit 7',
        cwd: '/tmp',
        env: { GREETING: 'grüß dich' },
      })
      expect(await terminal.ended).toMatchObject({ outcome: 'exited', exitCode: 7 })
      expect(seen()).toBe('/tmp\r\nxterm-256color grüß dich\r\n')
    })

    test('hang up when their viewer goes, and with them all that they started', async () => {
      if (!has) return
      const { terminal, type, shows } = await atTerminal(sandbox)
      await type('setsid sleep 2001 & nohup sleep 2002 & sleep 2003 & echo "started"\r')
      // nohup says what it does in pieces, among which the word may fall.
      await shows(/started\r\n/)
      expect(await terminal.hangUp()).toMatchObject({ outcome: 'cancelled' })
      expect((await run(sandbox, 'ps -eo args= | grep "sleep 200[123]"')).stdout).toBe('')
      await terminal.write(bytes('nobody'))
    })

    test('that are left alone by a slow viewer lose nothing', async () => {
      if (!has) return
      let size = 0
      const { terminal } = await atTerminal(sandbox, {
        command: 'stty raw; head -c 3000000 /dev/zero',
        onOutput: async (chunk) => {
          size += chunk.length
          await new Promise((resolve) => setImmediate(resolve))
        },
      })
      await terminal.ended
      expect(size).toBe(3_000_000)
    })
  })
}
