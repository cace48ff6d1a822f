import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FileOps, Sandbox } from '#worker/sandbox/provider.ts'
import { bytes, type Contract, exists, readText, refusedWith, run } from './running.ts'

/** What the file manager stands on: pages, ranges, expectations, uploads in parts, the quota's figures. */
export function describeFileManager({ driver, spec }: Contract): void {
  describe('for the file manager, files', () => {
    let sandbox: Sandbox
    let shared: FileOps
    beforeAll(async () => {
      const fileSpec = spec()
      sandbox = await driver().open(fileSpec)
      shared = await driver().files(fileSpec)
    }, 60_000)

    test('of a large folder come in pages that together are the whole, in order', async () => {
      await run(sandbox, 'mkdir paged && cd paged && for i in $(seq 100 349); do echo > "f $i ü"; done')
      const seen: string[] = []
      let after: string | undefined
      let pages = 0
      do {
        const page = await shared.list('paged', { limit: 60, after })
        expect(page.entries.length).toBeLessThanOrEqual(60)
        seen.push(...page.entries.map(({ path }) => path))
        after = page.next ?? undefined
        pages++
      } while (after)
      expect(pages).toBe(5)
      expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => `f ${index + 100} ü`))
      await shared.remove('paged', { recursive: true })
    })

    test('page on although the entry where a page ended is gone', async () => {
      for (const name of ['a', 'b', 'c', 'd']) await shared.writeFile(`ending/${name}`, bytes(name))
      const first = await shared.list('ending', { limit: 2 })
      await shared.remove('ending/b')
      const second = await shared.list('ending', { limit: 2, after: first.next ?? '' })
      expect(second.entries.map(({ path }) => path)).toEqual(['c', 'd'])
      expect(second.next).toBeNull()
      await expect(
        shared.list('ending', { after: Buffer.alloc(300, 'x').toString('base64url') }),
      ).rejects.toMatchObject(refusedWith('invalid_input'))
    })

    test('stream from and to where the reader wants', async () => {
      await shared.writeFile('ranged', bytes('0123456789'))
      const part = async (offset: number, length: number) =>
        text((await shared.readStream('ranged', { offset, length })).stream)
      expect(await part(2, 3)).toBe('234')
      expect(await part(8, 100)).toBe('89')
      expect(await part(100, 5)).toBe('')
      const { stream, size } = await shared.readStream('ranged', { offset: 2, length: 3 })
      stream.destroy()
      expect(size).toBe(10)
    })

    test('have a version that changes with the content and with nothing else', async () => {
      const first = await shared.writeFile('versioned', bytes('one'))
      const { version } = await shared.stat('versioned')
      expect(first.version).toBe(version)
      expect((await shared.readFile('versioned')).version).toBe(version)
      const opened = await shared.readStream('versioned')
      expect(opened.version).toBe(version)
      await text(opened.stream)
      await shared.rename('versioned', 'renamed')
      expect((await shared.stat('renamed')).version).toBe(version)
      await run(sandbox, 'echo more >> renamed')
      expect((await shared.stat('renamed')).version).not.toBe(version)
    })

    test('are replaced by who has seen them last, and by nobody else', async () => {
      const { version } = await shared.writeFile('edited', bytes('seen'))
      const saved = await shared.writeFile('edited', bytes('mine'), { expect: { version } })
      await run(sandbox, 'echo theirs > edited')
      for (const stale of [version, saved.version, '0000000000000000']) {
        await expect(
          shared.writeFile('edited', bytes('too late'), { expect: { version: stale } }),
        ).rejects.toMatchObject(refusedWith('conflict'))
      }
      expect(await readText(shared, 'edited')).toBe('theirs\n')
      await shared.remove('edited')
      await expect(
        shared.writeFile('edited', bytes('gone'), { expect: { version: saved.version } }),
      ).rejects.toMatchObject(refusedWith('conflict'))
      expect(await exists(shared, 'edited')).toBe(false)
      expect((await shared.list('.')).entries.filter(({ path }) => path.endsWith('.part'))).toEqual([])
    })

    test('have one winner where two replace what both have seen', async () => {
      const { version } = await shared.writeFile('contested', bytes('start'))
      const attempts = ['one', 'two', 'three'].map((content, index) =>
        (index % 2 === 0 ? shared : sandbox).writeFile('contested', bytes(content), { expect: { version } }),
      )
      const outcomes = await Promise.allSettled(attempts)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const winner = ['one', 'two', 'three'][outcomes.findIndex(({ status }) => status === 'fulfilled')]
      expect(await readText(shared, 'contested')).toBe(winner)
    })

    test('that must be new replace nothing', async () => {
      await shared.writeFile('new/file', bytes('first'), { expect: 'absent' })
      await expect(shared.writeFile('new/file', bytes('second'), { expect: 'absent' })).rejects.toMatchObject(
        refusedWith('conflict'),
      )
      await shared.writeFile('new/other', bytes('other'))
      await expect(shared.rename('new/other', 'new/file', { keep: true })).rejects.toMatchObject(
        refusedWith('conflict'),
      )
      await shared.mkdir('new/folder')
      await expect(shared.rename('new/folder', 'new/file', { keep: true })).rejects.toMatchObject(
        refusedWith('conflict'),
      )
      await shared.rename('new/folder', 'new/moved', { keep: true })
      await shared.rename('new/other', 'new/moved/other', { keep: true })
      expect(await readText(shared, 'new/file')).toBe('first')
      expect(await readText(shared, 'new/moved/other')).toBe('other')
      expect(await exists(shared, 'new/other')).toBe(false)
    })

    test('grow by parts, each at their very end', async () => {
      const large = Buffer.alloc(300_000, 'part')
      expect(await shared.append('parts/upload', 0, bytes('head '))).toMatchObject({ size: 5 })
      expect(await shared.append('parts/upload', 5, large)).toMatchObject({ size: 300_005 })
      for (const wrong of [0, 5, 300_004, 400_000]) {
        await expect(shared.append('parts/upload', wrong, bytes('x'))).rejects.toMatchObject(refusedWith('conflict'))
      }
      expect((await shared.stat('parts/upload')).size).toBe(300_005)
      await expect(shared.append('parts/none', 7, bytes('x'))).rejects.toMatchObject(refusedWith('not_found'))
      await shared.writeFile('parts/target', bytes('untouched'))
      const linked = await run(sandbox, 'ln -s target parts/link')
      if (linked.exitCode === 0) {
        await expect(shared.append('parts/link', 9, bytes('!'))).rejects.toMatchObject(refusedWith('invalid_input'))
      }
      expect(await readText(shared, 'parts/target')).toBe('untouched')
    })

    test('are counted against the quota', async () => {
      const small = spec({ settings: { ...spec().settings, diskMb: 16 } })
      await driver().open(small)
      const files = await driver().files(small)
      const empty = await files.usage()
      expect(empty.quotaBytes).toBeGreaterThanOrEqual(16 * 2 ** 20)
      const block = Buffer.alloc(4 * 2 ** 20, 1)
      await files.append('large', 0, block)
      expect((await files.usage()).usedBytes - empty.usedBytes).toBeGreaterThanOrEqual(block.length)
    })
  })
}
