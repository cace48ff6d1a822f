import { describe, expect, test } from 'vitest'
import { bytes } from '#tests/support/sandbox-contract/running.ts'
import { atTerminal } from '#tests/support/sandbox-contract/terminals.ts'
import { eventually, run } from '#tests/support/sandbox-contract.ts'
import { nextCommandWorks, prepareHostileSandbox, python, sandbox, survivors } from './hostile.ts'

prepareHostileSandbox()

describe('terminals', { timeout: 60_000 }, () => {
  test('a flood at a terminal neither fills memory nor starves a command, and Ctrl-C still arrives', async () => {
    let shown = 0
    const { terminal, type, shows } = await atTerminal(sandbox, {
      onOutput: (chunk) => {
        shown += chunk.length
      },
    })
    await type('yes\r')
    await eventually(() => shown > 1 << 20, 'some of the flood')
    await nextCommandWorks()
    await type('\x03')
    await type('echo "still $((1 + 1))"\r')
    await shows('still 2')
    await terminal.hangUp()
    expect(await survivors()).toEqual([])
  })

  test('a viewer who takes nothing holds the flood back, and can hang up', async () => {
    const stuck = Promise.withResolvers<void>()
    let chunks = 0
    const terminal = await sandbox.openTerminal({
      command: 'yes',
      size: { columns: 80, rows: 24 },
      onOutput: () => {
        chunks++
        return stuck.promise
      },
    })
    await eventually(() => chunks === 1, 'the first output')
    await nextCommandWorks()
    const { memoryBytes } = await sandbox.stats()
    expect(memoryBytes).toBeLessThan(64 << 20)
    expect((await terminal.hangUp()).outcome).toBe('cancelled')
    stuck.resolve()
    expect(await survivors()).toEqual([])
  })

  test.each([
    ['ignores the hang-up', `trap '' HUP TERM INT; echo on; while :; do sleep 2011; done`],
    ['leaves for a session of its own', `(setsid setsid nohup sleep 2012 &); trap '' HUP; echo on; sleep 2013`],
    [
      'closes its terminal',
      python(`import os, signal, time
signal.signal(signal.SIGHUP, signal.SIG_IGN)
print('on', flush=True)
if os.fork() == 0:
  os.setsid()
  os.closerange(0, 64)
time.sleep(2014)`),
    ],
    ['is stopped', `echo on; kill -STOP $$; sleep 2015`],
  ])('what %s dies with its terminal, within a second', async (_, command) => {
    const { terminal, shows } = await atTerminal(sandbox, { command })
    await shows('on')
    const hungUpAt = performance.now()
    expect((await terminal.hangUp()).outcome).toBe('cancelled')
    expect(performance.now() - hungUpAt).toBeLessThan(1_000)
    expect(await survivors()).toEqual([])
    await nextCommandWorks()
  })

  test('a shell that leaves children behind takes them along when it ends', async () => {
    const { terminal, type } = await atTerminal(sandbox)
    await type("trap '' HUP; setsid sleep 2016 & nohup sleep 2017 & disown -a; exit\r")
    expect(await terminal.ended).toMatchObject({ outcome: 'exited' })
    expect(await survivors()).toEqual([])
    await nextCommandWorks()
  })

  test('a program that never reads holds its typist back, and nobody else', async () => {
    const { terminal, shows } = await atTerminal(sandbox, { command: 'stty raw -echo; echo on; sleep 2018' })
    await shows('on')
    let typed = false
    const typing = terminal.write(new Uint8Array(4 << 20)).then(() => {
      typed = true
    })
    await nextCommandWorks()
    expect(typed).toBe(false)
    await terminal.hangUp()
    await typing
    await nextCommandWorks()
  })

  test('a program that closes its terminal while it runs on is ended', async () => {
    const { terminal } = await atTerminal(sandbox, { command: 'exec 0<&- 1>&- 2>&-; exec sleep 2019' })
    await terminal.ended
    expect(await survivors()).toEqual([])
    await nextCommandWorks()
  })

  test('one command cannot push keys into, or take the terminal of, another', async () => {
    const { terminal, shows, type } = await atTerminal(sandbox)
    await type('echo "at $(tty)"\r')
    await shows(/at \/dev\/pts\/\d/)
    const attack = python(`import fcntl, os, glob, termios
for path in glob.glob('/dev/pts/[0-9]*'):
  fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
  for what in (b'x', b'y'):
    try:
      fcntl.ioctl(fd, termios.TIOCSTI, what)
      print('BROKEN')
    except OSError: pass
  try:
    fcntl.ioctl(fd, termios.TIOCSCTTY, 1)
    print('BROKEN')
  except OSError: pass
print('done')`)
    expect((await run(sandbox, attack)).stdout).toBe('done\n')
    await terminal.write(bytes('exit\r'))
    await terminal.ended
  })
})
