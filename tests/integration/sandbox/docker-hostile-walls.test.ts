import { readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import { driver, prepareHostileSandbox, python, sandbox, spec } from './hostile.ts'

prepareHostileSandbox()

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
