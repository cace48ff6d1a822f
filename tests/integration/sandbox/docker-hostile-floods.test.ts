import { describe, expect, test } from 'vitest'
import { eventually, run } from '#tests/support/sandbox-contract.ts'
import { lost, nextCommandWorks, prepareHostileSandbox, python, reopen, sandbox, start, survivors } from './hostile.ts'

prepareHostileSandbox()

describe('too much of everything', { timeout: 60_000 }, () => {
  test('a fork bomb left in the background gives way to the next command', async () => {
    await run(sandbox, ':(){ :|:& };: ; sleep 1', { timeoutMs: 5_000 })
    await nextCommandWorks()
    await eventually(async () => (await sandbox.stats()).pids < 8, 'the bomb being swept away')
  })

  test('a command that leaves a bomb behind is told that it was killed; a small server stays', async () => {
    await run(sandbox, 'sleep 1020 > /dev/null 2>&1 &')
    const bomb = `import os, time\nif os.fork() == 0:\n  while True:\n    try: os.fork()\n    except OSError: pass\ntime.sleep(1)`
    const result = await run(sandbox, `exec python3 -c '${bomb}'`, { timeoutMs: 10_000 })
    expect(result).toMatchObject({ outcome: 'exited', detail: expect.stringContaining('process limit') })
    expect(await survivors()).toEqual(['sleep 1020'])
    await run(sandbox, 'pkill -9 -x sleep')
  })

  test('a fork bomb in the foreground dies with its time limit', async () => {
    const bomb = python(`import os\nwhile True:\n  try: os.fork()\n  except OSError: pass`)
    const result = await run(sandbox, bomb, { timeoutMs: 1_000 })
    expect(result.outcome).toBe('timed_out')
    expect(result.durationMs).toBeLessThan(2_000)
    await nextCommandWorks()
    expect(await survivors()).toEqual([])
  })

  test('a fork bomb whose processes shed their sessions and environment dies with a cancel', async () => {
    const cancel = new AbortController()
    const bomb = python(
      `import os,signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('on', flush=True)\nwhile True:\n  try:\n    if os.fork() == 0: os.setsid()\n  except OSError: pass`,
    )
    const { running, begun } = start(`env -i ${bomb}`, { signal: cancel.signal })
    await begun
    const cancelledAt = performance.now()
    cancel.abort()
    expect((await running).outcome).toBe('cancelled')
    expect(performance.now() - cancelledAt).toBeLessThan(1_000)
    await nextCommandWorks()
    expect(await survivors()).toEqual([])
  })

  test.each([
    ['at once', python(`x = bytearray(1 << 30)`)],
    [
      'bit by bit, in a pipeline',
      `python3 -c 'x = []
while True: x.append(bytearray(1 << 20))' | cat; exit 3`,
    ],
  ])('a memory hog is told so: %s', async (_, command) => {
    const result = await run(sandbox, command)
    expect(result.outcome).toBe('out_of_memory')
    expect(result.detail).toContain('memory')
    await nextCommandWorks()
  })

  test('a memory hog with many processes leaves the supervisor alive', async () => {
    const running = await run(
      sandbox,
      python(`import os\nfor i in range(20): os.fork()\nx = []\nwhile True: x.append(bytearray(1 << 18))`),
      { timeoutMs: 8_000 },
    )
    expect(['out_of_memory', 'timed_out']).toContain(running.outcome)
    // So many may die too slowly: then the driver ends the container itself, and the next command gets a new one.
    expect(lost.filter((reason) => reason !== 'a command could not be killed in time')).toEqual([])
    await reopen()
    const { stdout } = await run(sandbox, 'cat /proc/self/oom_score_adj /proc/1/oom_score_adj')
    expect(stdout).toBe('1000\n500\n')
  })

  const fillers: [string, string, string][] = [
    ['one file', 'head -c 900M /dev/zero > big; sleep 20', 'big'],
    ['one file at home', 'head -c 900M /dev/zero > ~/big; sleep 20', '/home/agent/big'],
    [
      'many files',
      python(`import os\nos.makedirs('many')\nfor i in range(100000):\n  open(f'many/{i}', 'wb').write(b'x' * 8000)`),
      'many',
    ],
    [
      'many empty files',
      python(`import os\nos.makedirs('empty')\nfor i in range(10000000): open(f'empty/{i}', 'w').close()`),
      'empty',
    ],
  ]
  test.each(fillers)('a disk filler is stopped at its quota: %s', async (_, command, path) => {
    const result = await run(sandbox, command, { timeoutMs: 50_000 })
    expect(result.outcome).toBe('disk_full')
    expect(result.detail).toContain('quota')
    const file = path.startsWith('/') ? '/home/agent/more' : 'more'
    await expect(sandbox.writeFile(file, Buffer.alloc(100))).rejects.toMatchObject({ code: 'quota_exceeded' })
    await nextCommandWorks()
    await sandbox.remove(path, { recursive: true })
    await sandbox.writeFile(file, Buffer.alloc(100))
    await nextCommandWorks()
  })

  test('a disk filler that kills and stops the measurements of its disk is stopped all the same', async () => {
    // Enough files that a measurement takes a moment, and somebody who waits for each child of the supervisor.
    await run(sandbox, python(`import os\nos.makedirs('small')\nfor i in range(8000): open(f'small/{i}', 'w').close()`))
    const killer = python(
      `import os, signal
stat = lambda pid: int(open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()[1])
leader = os.getpid()
while stat(leader) != 1: leader = stat(leader)
if os.fork() == 0:
  while True:
    for pid in filter(str.isdigit, os.listdir('/proc')):
      try:
        if int(pid) not in (1, leader) and stat(pid) == 1: os.kill(int(pid), signal.SIGKILL)
      except OSError: pass`,
    )
    const result = await run(sandbox, `${killer}\nhead -c 900M /dev/zero > big; sleep 20`, { timeoutMs: 30_000 })
    expect(result.outcome).toBe('disk_full')
    await sandbox.remove('big')
    await nextCommandWorks()
    expect((await run(sandbox, 'rm -r small')).exitCode).toBe(0)
  })

  test('a write operation alone cannot pass the quota', async () => {
    const megabytes = Buffer.alloc(8 << 20)
    const write = async () => {
      for (let i = 0; i < 12; i++) await sandbox.writeFile(`blocks/${i}`, megabytes)
    }
    await expect(write()).rejects.toMatchObject({ code: 'quota_exceeded' })
    expect((await sandbox.list('blocks')).entries.length).toBeLessThan(3)
    await sandbox.remove('blocks', { recursive: true })
    // Replacing takes no more room than the file has.
    for (let i = 0; i < 12; i++) await sandbox.writeFile('block', megabytes)
    await sandbox.remove('block')
  })

  test('memory that is filled as files can be emptied again', async () => {
    const result = await run(sandbox, 'head -c 400M /dev/zero > /tmp/big; head -c 400M /dev/zero > /dev/shm/big')
    expect(result.stderr.match(/No space left/g)?.length).toBe(2)
    await nextCommandWorks()
    await expect(sandbox.writeFile('/tmp/more', Buffer.alloc(1 << 20))).rejects.toMatchObject({
      code: 'quota_exceeded',
    })
    expect((await run(sandbox, 'rm /tmp/big /dev/shm/big')).exitCode).toBe(0)
    await sandbox.writeFile('/tmp/more', Buffer.alloc(1 << 20))
  })

  test('endless output neither fills memory nor starves another command', async () => {
    let bytes = 0
    const endless = run(sandbox, 'yes & yes >&2', {
      timeoutMs: 3_000,
      onOutput: (chunk) => {
        bytes += chunk.bytes.length
      },
    })
    await eventually(() => bytes > 1 << 20, 'some of the output')
    await nextCommandWorks()
    expect((await endless).outcome).toBe('timed_out')
    expect(await survivors()).toEqual([])
  })

  test('output of a background process does not hold back the end of its command', async () => {
    const result = await run(sandbox, 'yes & echo $! > /tmp/yes.pid; echo begun', { timeoutMs: 10_000 })
    expect(result.outcome).toBe('exited')
    expect(result.stdout).toContain('begun')
    expect(
      (await run(sandbox, 'kill -0 $(cat /tmp/yes.pid) && kill -9 $(cat /tmp/yes.pid) && echo alive')).stdout,
    ).toBe('alive\n')
  })
})
