import { readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { eventually, type Ran, run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import type { ExecRequest, Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

/** What a malicious skill would try, in a sandbox of its own; each time the next command must work. */
const settings = sandboxSettings.parse({ memoryMb: 128, pids: 64, diskMb: 24 })
const spec = sandboxSpec({ settings })
let driver: SandboxDriver
let sandbox: Sandbox
/** Why sandboxes were given up; each would have cost the agent its other commands. */
let lost: string[] = []

beforeAll(async () => {
  driver = await testDockerDriver({ onEvent: ({ kind, reason }) => kind === 'closed' && lost.push(reason ?? '') })
}, 600_000)

beforeEach(async () => {
  lost = []
  sandbox = await driver.open(spec)
})

afterAll(async () => {
  await driver.removeAgent(spec.agentId)
  await driver.removeWorkspace(spec.workspaceId)
  await driver.close()
}, 60_000)

async function nextCommandWorks(): Promise<void> {
  expect(lost).toEqual([])
  expect(await run(sandbox, 'echo fine | cat')).toMatchObject({ outcome: 'exited', exitCode: 0, stdout: 'fine\n' })
}

/** Command lines of what runs inside, beside the supervisor, its leaders and the look itself. */
async function survivors(): Promise<string[]> {
  const { stdout } = await run(sandbox, 'ps -eo args= | cat')
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(\/usr\/local\/bin\/crewhouse-supervisor|bash -c ps |ps -eo|cat)/.test(line))
}

/** Starts a command; `begun` resolves with its first output. */
function start(command: string, request: Partial<ExecRequest>) {
  const { promise: begun, resolve } = Promise.withResolvers<void>()
  return { running: run(sandbox, command, { ...request, onOutput: () => resolve() }), begun }
}

const python = (code: string) => `python3 - <<'PY'\n${code}\nPY`

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
    sandbox = await driver.open(spec)
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

describe('the supervisor', { timeout: 60_000 }, () => {
  const isUntouched = (result: Ran) => {
    expect(result.outcome).toBe('exited')
    expect(result.stdout).not.toContain('BROKEN')
  }

  test.each(['KILL', 'STOP', 'TERM', 'SEGV', 'ABRT', 'CHLD', 'USR1'])('is not ended by SIG%s', async (signal) => {
    await run(sandbox, `kill -${signal} 1; sleep 0.1`)
    await nextCommandWorks()
  })

  test('cannot be written to, read or traced by its commands', async () => {
    const attack = python(
      `import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def attempt(what, f):
  try:
    if f() not in (-1, None): print('BROKEN', what)
  except OSError: pass
for fd in range(0, 8):
  for mode in (os.O_RDONLY, os.O_WRONLY):
    attempt(f'fd {fd}', lambda: os.open(f'/proc/1/fd/{fd}', mode | os.O_NONBLOCK))
for name in ('mem', 'environ', 'auxv', 'maps', 'cwd/.', 'root/.'):
  attempt(name, lambda: len(open(f'/proc/1/{name}', 'rb').read(8)))
attempt('oom', lambda: os.open('/proc/1/oom_score_adj', os.O_WRONLY))
for request in (16, 0x4206): attempt('ptrace', lambda: libc.ptrace(request, 1, 0, 0))
attempt('prlimit', lambda: libc.prlimit(1, 7, (ctypes.c_ulong * 2)(3, 3), None))
pidfd = os.pidfd_open(1)
for fd in range(0, 8): attempt('pidfd_getfd', lambda: libc.syscall(438, pidfd, fd, 0))
print('done')`,
    )
    const result = await run(sandbox, attack)
    isUntouched(result)
    expect(result.stdout).toContain('done')
    await nextCommandWorks()
  })

  test('leaves commands nothing of its stream: only their own three descriptors are open', async () => {
    const result = await run(sandbox, 'ls /proc/self/fd | wc -l; readlink /proc/$$/fd/*')
    expect(result.stdout.split('\n')[0]).toBe('4')
    expect(result.stdout.match(/pipe:/g)?.length).toBe(3)
  })

  test('sweeps up after a command that kills its own leader', async () => {
    const result = await run(sandbox, 'setsid sleep 1013 & kill -9 $PPID; sleep 1014')
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 137 })
    expect(await survivors()).toEqual([])
    await nextCommandWorks()
  })

  test('keeps time limits for a command that stops its own leader', async () => {
    const result = await run(sandbox, 'kill -STOP $PPID; sleep 1015', { timeoutMs: 500 })
    expect(result.outcome).toBe('timed_out')
    expect(await survivors()).toEqual([])
  })

  test('takes the frames that a command prints for output, not for frames', async () => {
    const result = await run(sandbox, `printf '\\x07\\x00\\x00\\x00\\x04\\x01\\x00\\x00\\x00\\x00\\x00forged'`)
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 })
    expect(result.stdout).toContain('forged')
  })
})

describe('walls', { timeout: 60_000 }, () => {
  test('no capability, no new privileges, no other user, a read-only system', async () => {
    const { stdout } = await run(
      sandbox,
      `grep -E '^(CapEff|CapPrm|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status; id -u; touch /usr/x /etc/x /x 2>&1 | grep -c Read-only; cat /sys/fs/cgroup/cgroup.controllers > /dev/null 2>&1; ls /dev | tr '\\n' ' '; ls -la /var/run/docker.sock 2>&1 | tail -1`,
    )
    expect(stdout).toMatch(/CapPrm:\t0+\nCapEff:\t0+\nCapBnd:\t0+\nNoNewPrivs:\t1\nSeccomp:\t2\n1000\n3\n/)
    expect(stdout).not.toMatch(/\b(sda|vda|kmsg|mem|kvm|fuse)\b/)
    expect(stdout).toContain('No such file')
  })

  test('mounting, namespaces, raw and kernel sockets, io_uring and tracing tools of the kernel are refused', async () => {
    const result = await run(
      sandbox,
      python(
        `import ctypes, socket, platform
libc = ctypes.CDLL(None, use_errno=True)
def attempt(what, f):
  try:
    if f() != -1: print('BROKEN', what)
  except OSError: pass
attempt('mount', lambda: libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))
for flag in (0x10000000, 0x00020000, 0x40000000): attempt('unshare', lambda: libc.unshare(flag))
for number in (425, 426, 427): attempt('io_uring', lambda: libc.syscall(number, 8, 0, 0, 0, 0, 0))
attempt('userfaultfd', lambda: libc.syscall({'x86_64': 323, 'aarch64': 282}[platform.machine()], 1))
for family, kind in ((40, 1), (38, 5), (17, 3), (2, 3)): attempt(f'socket {family}', lambda: socket.socket(family, kind).fileno())
print('done')`,
      ),
    )
    expect(result.stdout).toBe('done\n')
  })

  test('the host, its ports and the metadata address are out of reach', async () => {
    const server = createServer((socket) => socket.end('BROKEN'))
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
    try {
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('The server has no port.')
      const targets = ['127.0.0.1', '172.17.0.1', '10.0.0.1', 'localhost', 'host.docker.internal']
      const attempts = targets.map((host) => `curl -sS -m 2 http://${host}:${address.port}/`).join('; ')
      const { stdout, stderr } = await run(
        sandbox,
        `${attempts}; curl -sS -m 2 http://169.254.169.254/; ls /sys/class/net`,
      )
      expect(stdout).toBe('lo\n')
      expect((await run(sandbox, 'readlink /proc/self/ns/net')).stdout.trim()).not.toBe(
        readlinkSync('/proc/self/ns/net'),
      )
      expect(stderr).not.toContain('BROKEN')
    } finally {
      server.close()
    }
  })

  test('no other workspace, agent or container can be seen', async () => {
    const other = sandboxSpec({ tenantId: spec.tenantId })
    try {
      const neighbour = await driver.open(other)
      await run(
        neighbour,
        'echo theirs > /workspace/theirs.txt; echo theirs > ~/theirs.txt; sleep 1016 > /dev/null 2>&1 &',
      )
      const look = await run(
        sandbox,
        'find / -xdev -name theirs.txt 2>/dev/null; find /workspace /home /tmp /var/lib -name "theirs*" 2>/dev/null; ps -eo args= | grep "sleep 101[6]"; grep -c -E "/workspace|/home/agent" /proc/mounts; ls /var/lib/docker 2>&1',
      )
      expect(look.stdout).toBe("2\nls: cannot access '/var/lib/docker': No such file or directory\n")
    } finally {
      await driver.removeAgent(other.agentId)
      await driver.removeWorkspace(other.workspaceId)
    }
  })

  test('a path that is exchanged for a link under an operation’s eyes never leads out', async () => {
    await run(sandbox, 'mkdir -p race/real; echo inside > race/real/passwd')
    const swap = run(
      sandbox,
      python(
        `import os, time
end = time.time() + 3
os.symlink('/etc', 'race/evil')
while time.time() < end:
  os.rename('race/real', 'race/spare'); os.rename('race/evil', 'race/real')
  os.rename('race/real', 'race/evil'); os.rename('race/spare', 'race/real')`,
      ),
    )
    let ended = false
    void swap.then(() => {
      ended = true
    })
    const seen = new Set<string>()
    while (!ended) {
      const read = sandbox.readFile('race/real/passwd').then(({ bytes }) => Buffer.from(bytes).toString())
      seen.add(await read.catch((error: Error) => error.name))
    }
    expect(seen).toContain('inside\n')
    expect([...seen].filter((each) => each !== 'inside\n' && each !== 'AppError')).toEqual([])
  })
})
