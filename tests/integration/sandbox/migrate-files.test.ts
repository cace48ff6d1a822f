import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Header, pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SandboxSpec } from '#lib/sandbox/spec.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import { migrateWorkspaceFiles } from '#worker/sandbox/migrate-files.ts'
import type { FileOps, SandboxDriver } from '#worker/sandbox/provider.ts'
import { createVirtualDriver } from '#worker/sandbox/virtual/driver.ts'

let rootDir: string
let first: SandboxDriver
let second: SandboxDriver

beforeAll(async () => {
  rootDir = await mkdtemp(join(tmpdir(), 'migrate-files-'))
  first = await createVirtualDriver({ rootDir: join(rootDir, 'first') })
  second = await createVirtualDriver({ rootDir: join(rootDir, 'second') })
})
afterAll(async () => {
  await first.close()
  await second.close()
  await rm(rootDir, { recursive: true, force: true })
})

const contents: Record<string, string> = {
  'report.md': '# Report',
  'empty.txt': '',
  'Ablage für 2026/ß 🚀.txt': 'names',
  'line\nbreak': 'hostile',
  [`deep/${'d'.repeat(90)}/${'f'.repeat(180)}`]: 'beyond the old limits of tar',
  'large.bin': 'crewhouse'.repeat(200_000),
}

async function fill(driver: SandboxDriver, spec: SandboxSpec): Promise<void> {
  const files = await driver.files(spec)
  for (const [path, content] of Object.entries(contents)) await files.writeFile(path, Buffer.from(content))
  await files.mkdir('empty folder')
}

async function everything(files: FileOps): Promise<Record<string, string>> {
  const { entries } = await files.list('/workspace', { recursive: true })
  const found: Record<string, string> = {}
  for (const { path, kind } of entries) {
    found[path] = kind === 'file' ? Buffer.from((await files.readFile(path)).bytes).toString() : kind
  }
  return found
}

const all = {
  ...contents,
  'empty folder': 'directory',
  'Ablage für 2026': 'directory',
  deep: 'directory',
  [`deep/${'d'.repeat(90)}`]: 'directory',
}
const sizes = Object.values(contents).map((content) => Buffer.byteLength(content))

/** A source whose archive holds exactly these entries. */
function archive(entries: (Partial<Header> & { name: string; content?: string })[]) {
  return {
    exportWorkspace: async () => {
      const tar = pack()
      for (const { content = '', ...header } of entries) tar.entry(header, content)
      tar.finalize()
      return Readable.from(tar)
    },
  }
}

describe('migration of a workspace’s files', () => {
  test('copies everything, says what, and leaves the source', async () => {
    const spec = sandboxSpec()
    await fill(first, spec)
    const summary = await migrateWorkspaceFiles({ from: first, to: second, workspaceId: spec.workspaceId })
    expect(summary).toMatchObject({
      files: sizes.length,
      bytes: sizes.reduce((total, size) => total + size, 0),
      folders: 4,
      links: 0,
    })
    expect(await everything(await second.files(spec))).toEqual(all)
    expect(await everything(await first.files(spec))).toEqual(all)
  })

  test('may be repeated: what the target held before is replaced', async () => {
    const spec = sandboxSpec()
    await fill(first, spec)
    const stale = await second.files(spec)
    await stale.writeFile('stale.txt', Buffer.from('from an earlier stay'))
    await stale.writeFile('report.md', Buffer.from('an older report'))
    const once = await migrateWorkspaceFiles({ from: first, to: second, workspaceId: spec.workspaceId })
    const twice = await migrateWorkspaceFiles({ from: first, to: second, workspaceId: spec.workspaceId })
    expect(twice).toEqual(once)
    expect(await everything(await second.files(spec))).toEqual(all)
  })

  test('of nothing is nothing', async () => {
    const spec = sandboxSpec()
    const summary = await migrateWorkspaceFiles({ from: first, to: second, workspaceId: spec.workspaceId })
    expect(summary).toMatchObject({ files: 0, bytes: 0, folders: 0, links: 0 })
    expect(await everything(await second.files(spec))).toEqual({})
  })

  test('that breaks off leaves both sides as they were, and works when repeated', async () => {
    const spec = sandboxSpec()
    await fill(first, spec)
    const before = await second.files(spec)
    await before.writeFile('held before', Buffer.from('x'))
    const breaking = {
      exportWorkspace: async (workspaceId: string) => {
        const whole = await first.exportWorkspace(workspaceId)
        return Readable.from(
          (async function* () {
            let bytes = 0
            for await (const chunk of whole) {
              bytes += chunk.length
              if (bytes > 500_000) throw new Error('the line broke')
              yield chunk
            }
          })(),
        )
      },
    }
    const migration = migrateWorkspaceFiles({ from: breaking, to: second, workspaceId: spec.workspaceId })
    await expect(migration).rejects.toThrow('the line broke')
    expect(await everything(await second.files(spec))).toEqual({ 'held before': 'x' })
    expect(await everything(await first.files(spec))).toEqual(all)
    await migrateWorkspaceFiles({ from: first, to: second, workspaceId: spec.workspaceId })
    expect(await everything(await second.files(spec))).toEqual(all)
  })

  test('notices a copy that differs, in one byte of one file', async () => {
    const spec = sandboxSpec()
    await fill(first, spec)
    const careless = {
      exportWorkspace: (workspaceId: string) => second.exportWorkspace(workspaceId),
      importWorkspace: async (workspaceId: string, tar: Readable) => {
        await second.importWorkspace(workspaceId, tar)
        await (await second.files(spec)).writeFile('report.md', Buffer.from('# report'))
      },
    }
    await expect(
      migrateWorkspaceFiles({ from: first, to: careless, workspaceId: spec.workspaceId }),
    ).rejects.toMatchObject({ name: 'AppError', code: 'unavailable', message: expect.stringContaining('not complete') })
  })

  const escapes: [string, (Partial<Header> & { name: string; content?: string })[]][] = [
    ['an absolute name', [{ name: '/tmp/escaped', content: 'x' }]],
    ['a name that climbs', [{ name: '../escaped', content: 'x' }]],
    ['a name that climbs from within', [{ name: 'a/../../../escaped', content: 'x' }]],
    ['a folder that climbs', [{ name: '../escaped/', type: 'directory' }]],
    ['a link whose own name climbs', [{ name: '../escaped', type: 'symlink', linkname: 'x' }]],
    ['a second name for a file outside', [{ name: 'passwd', type: 'link', linkname: '/etc/passwd' }]],
    ['a second name for a file above', [{ name: 'passwd', type: 'link', linkname: '../../../../etc/passwd' }]],
    [
      'a file written through a link',
      [
        { name: 'out', type: 'symlink', linkname: '..' },
        { name: 'out/escaped', content: 'x' },
      ],
    ],
    [
      'a file written in a link’s place',
      [
        { name: 'out', type: 'symlink', linkname: '../escaped' },
        { name: 'out', content: 'x' },
      ],
    ],
    [
      'a second name for what lies behind a link',
      [
        { name: 'etc', type: 'symlink', linkname: '/etc' },
        { name: 'passwd', type: 'link', linkname: 'etc/passwd' },
      ],
    ],
  ]

  test.each(escapes)('refuses %s, in the copy and in the driver', async (_, entries) => {
    const spec = sandboxSpec()
    const evil = archive([{ name: 'good', content: 'good' }, ...entries])
    const refused = { name: 'AppError', code: 'invalid_input' }
    const migration = migrateWorkspaceFiles({ from: evil, to: second, workspaceId: spec.workspaceId })
    await expect(migration).rejects.toMatchObject(refused)
    const direct = second.importWorkspace(spec.workspaceId, await evil.exportWorkspace())
    await expect(direct).rejects.toMatchObject(refused)
    expect(await everything(await second.files(spec))).toEqual({})
    expect(await readdir(join(rootDir, 'second', spec.workspaceId))).toEqual(['files'])
    await expect(readFile('/tmp/escaped')).rejects.toThrow('ENOENT')
    expect((await readdir(rootDir)).sort()).toEqual(['first', 'second'])
  })

  test('leaves pipes and devices behind', async () => {
    const spec = sandboxSpec()
    const source = archive([
      { name: 'pipe', type: 'fifo' },
      { name: 'disk', type: 'block-device', devmajor: 8, devminor: 0 },
      { name: 'file', content: 'x' },
    ])
    expect(await migrateWorkspaceFiles({ from: source, to: second, workspaceId: spec.workspaceId })).toMatchObject({
      files: 1,
    })
    expect(await everything(await second.files(spec))).toEqual({ file: 'x' })
  })

  test('carries links through a driver that has none, unless something else took their place', async () => {
    const spec = sandboxSpec()
    const source = archive([
      { name: 'file', content: 'x' },
      { name: 'inside', type: 'symlink', linkname: 'file' },
      { name: 'outside', type: 'symlink', linkname: '/usr/bin/python3' },
      { name: 'folder/', type: 'directory' },
      { name: 'folder/link', type: 'symlink', linkname: '../file' },
      { name: 'taken', type: 'symlink', linkname: 'file' },
    ])
    expect(await migrateWorkspaceFiles({ from: source, to: first, workspaceId: spec.workspaceId })).toMatchObject({
      links: 4,
    })
    const files = await first.files(spec)
    expect(await everything(files)).toEqual({ file: 'x', folder: 'directory' })
    await files.writeFile('taken', Buffer.from('now a file'))
    await files.remove('folder', { recursive: true })
    expect(await migrateWorkspaceFiles({ from: first, to: second, workspaceId: spec.workspaceId })).toMatchObject({
      files: 2,
      folders: 0,
      links: 2,
    })
  })

  test('clears away what a killed import left', async () => {
    const spec = sandboxSpec()
    await fill(first, spec)
    await second.files(spec)
    const workspaceDir = join(rootDir, 'second', spec.workspaceId)
    await writeFile(join(workspaceDir, 'incoming-of-a-killed-one'), 'x')
    await migrateWorkspaceFiles({ from: first, to: second, workspaceId: spec.workspaceId })
    expect((await readdir(workspaceDir)).sort()).toEqual(['files', 'links.json'])
  })
})

describe('migration between a container and the virtual sandbox', { timeout: 120_000 }, () => {
  let docker: SandboxDriver
  const used: SandboxSpec[] = []
  const dockerSpec = () => {
    const spec = sandboxSpec()
    used.push(spec)
    return spec
  }

  beforeAll(async () => {
    docker = await testDockerDriver()
  }, 600_000)
  afterAll(async () => {
    for (const { agentId, workspaceId } of used) {
      await docker.removeAgent(agentId)
      await docker.removeWorkspace(workspaceId)
    }
    await docker.close()
  })

  test('files made in the virtual sandbox are there in the container', async () => {
    const spec = dockerSpec()
    await fill(first, spec)
    const before = await first.open(spec)
    await run(before, 'mkdir src; printf "#!/bin/sh\\necho runs in $(pwd)\\n" > src/run.sh; chmod 755 src/run.sh')
    await before.stop()
    const summary = await migrateWorkspaceFiles({ from: first, to: docker, workspaceId: spec.workspaceId })
    expect(summary.files).toBe(sizes.length + 1)
    expect(await everything(await docker.files(spec))).toEqual(await everything(await first.files(spec)))
    const after = await docker.open(spec)
    expect(await run(after, './src/run.sh && echo more >> report.md && rm empty.txt && cat report.md')).toMatchObject({
      exitCode: 0,
      stdout: 'runs in /workspace\n# Reportmore\n',
    })
  })

  test('files made in a container are there in the virtual sandbox, and back again with their links', async () => {
    const spec = dockerSpec()
    await fill(docker, spec)
    const container = await docker.open(spec)
    const made = await run(
      container,
      'mkdir -p bin venv/bin && printf "#!/bin/sh\\necho tool\\n" > bin/tool && chmod 755 bin/tool && ln -s bin/tool run && ' +
        'ln -s /usr/bin/python3 venv/bin/python && ln bin/tool hard && mkfifo pipe && mkdir -m 500 closed && umask 077 && echo own > own',
    )
    expect(made).toMatchObject({ exitCode: 0, stderr: '' })
    await container.stop()
    const there = await migrateWorkspaceFiles({ from: docker, to: first, workspaceId: spec.workspaceId })
    expect(there).toMatchObject({ files: sizes.length + 3, links: 2 })

    const virtual = await first.open(spec)
    expect(await run(virtual, 'cat own hard bin/tool; cat "Ablage für 2026/ß 🚀.txt"')).toMatchObject({
      exitCode: 0,
      stdout: 'own\n#!/bin/sh\necho tool\n#!/bin/sh\necho tool\nnames',
    })
    await run(virtual, 'echo changed in the virtual one >> own; rm large.bin; echo new > new')
    await virtual.stop()

    const back = await migrateWorkspaceFiles({ from: first, to: docker, workspaceId: spec.workspaceId })
    expect(back).toMatchObject({ files: sizes.length + 3, links: 2 })
    const again = await docker.open(spec)
    const result = await run(
      again,
      './run && venv/bin/python -c "print(2)" && cat own new && test ! -e large.bin && echo x >> own',
    )
    expect(result).toMatchObject({ exitCode: 0, stdout: 'tool\n2\nown\nchanged in the virtual one\nnew\n' })
  })
})
