import { describe, expect, test } from 'vitest'
import { run } from '#tests/support/sandbox-contract.ts'
import { nextCommandWorks, prepareHostileSandbox, python, sandbox, start, survivors } from './hostile.ts'

prepareHostileSandbox()

describe('processes that would stay', { timeout: 60_000 }, () => {
  const stubborn = [
    `trap '' TERM HUP INT; setsid sh -c "trap '' TERM; sleep 1001; sleep 1002" & sleep 1003`,
    `setsid setsid nohup env -i sh -c '(sleep 1004 &) ; sleep 1005' & disown -a; sleep 1006`,
    `(setsid sleep 1007 &) ; (trap '' TERM; while :; do sleep 1008; done)`,
    python(
      `import os,time,signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0:\n    os.closerange(0, 64)\n    time.sleep(1009)\n  os._exit(0)\ntime.sleep(1010)`,
    ),
  ]

  test.each(stubborn)('die with the time limit: %s', async (command) => {
    expect((await run(sandbox, command, { timeoutMs: 500 })).outcome).toBe('timed_out')
    expect(await survivors()).toEqual([])
    await nextCommandWorks()
  })

  test.each(stubborn)('die with a cancel, within a second: %s', async (command) => {
    const cancel = new AbortController()
    const { running, begun } = start(`echo on; ${command}`, { signal: cancel.signal })
    await begun
    const cancelledAt = performance.now()
    cancel.abort()
    expect((await running).outcome).toBe('cancelled')
    expect(performance.now() - cancelledAt).toBeLessThan(1_000)
    expect(await survivors()).toEqual([])
  })

  test('live on when their command ended by itself, and through another command’s time limit', async () => {
    await run(sandbox, 'setsid sleep 1011 > /dev/null 2>&1 & sleep 1012 &')
    await run(sandbox, 'sleep 5', { timeoutMs: 200 })
    expect((await survivors()).sort()).toEqual(['sleep 1011', 'sleep 1012'])
    await run(sandbox, 'pkill -9 -x sleep')
  })
})
