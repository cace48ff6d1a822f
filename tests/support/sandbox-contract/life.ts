import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { extract } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import type { FileOps, Sandbox } from '#worker/sandbox/provider.ts'
import { begin, bytes, type Contract, readText, refusedWith, run } from './running.ts'

/** Who shares what with whom, and how sandboxes come and go. */
export function describeLife({ driver, spec }: Contract): void {
  describe('walls', () => {
    test('a workspace is shared by its agents and closed to another workspace; a home is one agent’s', async () => {
      const first = spec()
      const second = spec({ tenantId: first.tenantId, workspaceId: first.workspaceId })
      const stranger = spec({ tenantId: first.tenantId })
      const [a, b, c] = await Promise.all([driver().open(first), driver().open(second), driver().open(stranger)])
      await run(a, 'echo for all > shared.txt; echo private > ~/secret; echo private > /tmp/secret')
      expect((await run(b, 'cat shared.txt')).stdout).toBe('for all\n')
      await run(b, 'echo changed > shared.txt')
      expect((await run(a, 'cat shared.txt')).stdout).toBe('changed\n')

      expect((await run(b, 'cat ~/secret /tmp/secret; ls -A ~ /tmp')).stdout).not.toMatch(/private|secret/)
      await expect(b.readFile('/home/agent/secret')).rejects.toMatchObject(refusedWith('not_found'))

      expect(await run(c, 'ls -A /workspace')).toMatchObject({ stdout: '', exitCode: 0 })
      await expect(c.readFile('shared.txt')).rejects.toMatchObject(refusedWith('not_found'))
      const strangers = await driver().files(stranger)
      expect((await strangers.list('/workspace')).entries).toEqual([])
      for (const id of [first.workspaceId, first.agentId]) {
        const found = await run(c, `ls -d /workspace/../${id} /${id} ../*/${id} /home/${id} 2>/dev/null; true`)
        expect(found.stdout).toBe('')
      }
    })

    test('there is no network', async () => {
      const sandbox = await driver().open(spec())
      const result = await run(
        sandbox,
        '(curl -sS -m 2 http://169.254.169.254/ && echo reached); (exec 3<>/dev/tcp/127.0.0.1/22 && echo reached); true',
      )
      expect(result.stdout).not.toContain('reached')
    })
  })

  describe('life', () => {
    const stateOf = async (agentId: string) => (await driver().list()).find((each) => each.agentId === agentId)?.state

    test('people see what an agent wrote while nobody is open, and the agent sees what they wrote', async () => {
      const own = spec()
      const sandbox = await driver().open(own)
      await run(sandbox, 'mkdir out; echo result > out/result.txt')
      await sandbox.stop()
      const files = await driver().files(own)
      expect(await readText(files, 'out/result.txt')).toBe('result\n')
      await files.writeFile('out/by a person.txt', bytes('hello'))
      expect(await stateOf(own.agentId)).not.toBe('running')
      const again = await driver().open(own)
      expect((await run(again, 'cat "out/by a person.txt"; echo more >> "out/by a person.txt"')).stdout).toBe('hello')
      expect(await readText(files, 'out/by a person.txt')).toBe('hellomore\n')
    })

    test('people see an empty workspace before any agent was', async () => {
      const files = await driver().files(spec())
      expect(await files.list('/workspace')).toMatchObject({ entries: [], truncated: false })
    })

    test('concurrent opens share one sandbox', async () => {
      const own = spec()
      const opened = await Promise.all(Array.from({ length: 5 }, () => driver().open(own)))
      await run(opened[0] as Sandbox, 'echo one > /tmp/mark')
      for (const sandbox of opened) expect((await run(sandbox, 'cat /tmp/mark')).stdout).toBe('one\n')
      expect((await driver().list()).filter((each) => each.agentId === own.agentId)).toHaveLength(1)
      expect(await stateOf(own.agentId)).toBe('running')
    })

    test('stop kills what runs, resolves closed, and open starts anew on the same files', async () => {
      const own = spec()
      const sandbox = await driver().open(own)
      await run(sandbox, 'echo kept > kept; echo kept > ~/kept')
      const { running } = await begin(sandbox, 'echo begun; sleep 60')
      await sandbox.stop()
      expect((await running).outcome).toBe('sandbox_lost')
      expect((await sandbox.closed).reason).toBeTruthy()
      await expect(run(sandbox, 'true')).rejects.toMatchObject(refusedWith('unavailable'))
      await expect(sandbox.readFile('kept')).rejects.toMatchObject(refusedWith('unavailable'))
      await sandbox.stop()
      expect(await stateOf(own.agentId)).not.toBe('running')

      const again = await driver().open(own)
      expect((await run(again, 'cat kept ~/kept')).stdout).toBe('kept\nkept\n')
      expect(await stateOf(own.agentId)).toBe('running')
    })

    test('stopAgent stops an open sandbox and may be repeated', async () => {
      const own = spec()
      const sandbox = await driver().open(own)
      await driver().stopAgent(own.agentId)
      await sandbox.closed
      await driver().stopAgent(own.agentId)
      await driver().stopAgent(randomUUID())
      expect(await stateOf(own.agentId)).not.toBe('running')
      expect((await run(await driver().open(own), 'echo back')).stdout).toBe('back\n')
    })

    test('a takeover kills the commands of the holder before', async () => {
      const own = spec()
      const before = await driver().open(own)
      const { running } = await begin(before, 'echo begun; sleep 60; echo late > late')
      const after = await driver().open(own, { takeover: true })
      expect((await running).outcome).toBe('sandbox_lost')
      expect((await run(after, 'echo mine')).stdout).toBe('mine\n')
    })

    test('removing an agent takes its home and leaves the workspace', async () => {
      const own = spec()
      const sandbox = await driver().open(own)
      await run(sandbox, 'echo x > ~/gone; echo x > stays')
      await driver().removeAgent(own.agentId)
      await sandbox.closed
      expect(await stateOf(own.agentId)).toBeUndefined()
      await driver().removeAgent(own.agentId)
      await driver().removeAgent(randomUUID())
      const again = await driver().open(own)
      expect((await run(again, 'ls ~/gone; cat stays')).stdout).toBe('x\n')
    })

    test('removing a workspace closes its sandboxes and takes its files', async () => {
      const own = spec()
      const other = spec({ tenantId: own.tenantId })
      const sandbox = await driver().open(own)
      const bystander = await driver().open(other)
      await run(sandbox, 'echo x > gone')
      await run(bystander, 'echo x > stays')
      await driver().removeWorkspace(own.workspaceId)
      await sandbox.closed
      await driver().removeWorkspace(own.workspaceId)
      await driver().removeWorkspace(randomUUID())
      expect((await (await driver().files(own)).list('/workspace')).entries).toEqual([])
      expect((await run(bystander, 'cat stays')).stdout).toBe('x\n')
    })
  })

  describe('export and import', () => {
    test('carry every file of a workspace to another one', async () => {
      const source = spec()
      const target = spec()
      const sandbox = await driver().open(source)
      const contents: Record<string, string> = {
        'a.txt': 'plain',
        'empty.txt': '',
        'deep/er/ß ü 🚀.txt': 'names',
        'new\nline': 'hostile',
        [`long/${'n'.repeat(120)}/${'m'.repeat(150)}`]: 'beyond the old tar limits',
      }
      for (const [path, content] of Object.entries(contents)) await sandbox.writeFile(path, bytes(content))
      await run(sandbox, 'mkdir empty-folder; chmod 755 a.txt; echo home > ~/not-exported')

      await driver().importWorkspace(target.workspaceId, await driver().exportWorkspace(source.workspaceId))

      const arrived = await driver().files(target)
      for (const [path, content] of Object.entries(contents)) expect(await readText(arrived, path)).toBe(content)
      const paths = async (files: FileOps) =>
        (await files.list('/workspace', { recursive: true })).entries.map((each) => `${each.kind} ${each.path}`)
      expect(await paths(arrived)).toEqual(await paths(await driver().files(source)))
      const reader = await driver().open(target)
      expect((await run(reader, 'test -x a.txt && echo more >> a.txt && cat a.txt')).stdout).toBe('plainmore\n')
    })

    test('names entries relative to the workspace, and exports an unknown one as empty', async () => {
      const own = spec()
      const files = await driver().files(own)
      await files.writeFile('folder/file', bytes('x'))
      const names: string[] = []
      for await (const entry of (await driver().exportWorkspace(own.workspaceId)).pipe(extract())) {
        names.push(entry.header.name.replace(/^\.\//, '').replace(/\/$/, ''))
        entry.resume()
      }
      expect(names.filter((each) => each !== '' && each !== '.').sort()).toEqual(['folder', 'folder/file'])

      const unknown: string[] = []
      const nothing = await driver().exportWorkspace(randomUUID())
      for await (const entry of Readable.from(nothing).pipe(extract())) {
        unknown.push(entry.header.name.replace(/^\.?\/?/, ''))
        entry.resume()
      }
      expect(unknown.filter((each) => each !== '')).toEqual([])
    })
  })
}
