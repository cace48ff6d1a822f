import { randomUUID } from 'node:crypto'
import { buffer, text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import type { FileOps, Sandbox } from '#worker/sandbox/provider.ts'
import { bytes, type Contract, exists, readText, refusedWith, run } from './running.ts'

/** What file operations do, and what they refuse. */
export function describeFiles({ driver, spec }: Contract): void {
  describe('files', () => {
    let sandbox: Sandbox
    let shared: FileOps
    beforeAll(async () => {
      const fileSpec = spec()
      sandbox = await driver().open(fileSpec)
      shared = await driver().files(fileSpec)
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
        expect(await sandbox.writeFile(`${folder}/${hostile}`, bytes(content))).toMatchObject({
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
        expect(await sandbox.list(folder)).toEqual({ entries: [], truncated: false, next: null })
      },
    )

    test('of commands and of file operations are the same files', async () => {
      await run(sandbox, 'mkdir -p both && printf "von der Shell äöü" > "both/a b.txt"')
      expect(await readText(sandbox, 'both/a b.txt')).toBe('von der Shell äöü')
      await sandbox.writeFile('both/ü.txt', bytes('from an operation'))
      expect((await run(sandbox, 'cat both/ü.txt')).stdout).toBe('from an operation')
    })

    test('may be empty', async () => {
      expect(await sandbox.writeFile('empty', new Uint8Array())).toMatchObject({ size: 0 })
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
}
