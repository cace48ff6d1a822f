import { describe, expect, test } from 'vitest'
import { type Ran, run } from '#tests/support/sandbox-contract.ts'
import { nextCommandWorks, prepareHostileSandbox, python, sandbox, survivors } from './hostile.ts'

prepareHostileSandbox()

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
