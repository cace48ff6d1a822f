import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopeOfRun } from '#lib/access/scope.ts'
import { type BuiltInToolName, builtInTools, TOOL_NAMES } from '#lib/tools/registry.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { sandboxSpec } from '#tests/support/sandbox-contract.ts'
import { demoModel } from '#worker/engine/models/demo.ts'
import { executeTool } from '#worker/engine/tools/execute-tool.ts'
import type { ToolContext, ToolOutcome } from '#worker/engine/tools/tool-context.ts'
import type { Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'
import { createVirtualDriver } from '#worker/sandbox/virtual/driver.ts'

const drivers: [string, () => Promise<SandboxDriver>][] = [
  ['virtual', async () => createVirtualDriver({ rootDir: await mkdtemp(join(tmpdir(), 'tools-')) })],
  ['docker', () => testDockerDriver()],
]
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

describe.each(drivers)('the tools in a %s sandbox', { timeout: 60_000 }, (_, makeDriver) => {
  const spec = sandboxSpec()
  let driver: SandboxDriver
  let sandbox: Sandbox

  beforeAll(async () => {
    driver = await makeDriver()
    sandbox = await driver.open(spec)
  }, 600_000)
  afterAll(async () => {
    await driver.removeAgent(spec.agentId)
    await driver.removeWorkspace(spec.workspaceId)
    await driver.close()
  }, 120_000)

  interface Call {
    outcome: ToolOutcome
    text: string
    view: ToolOutcome['result']['view']
    /** What people saw while it ran. */
    shown: string
    toolCallId: string
  }

  async function call(name: BuiltInToolName, input: unknown, overrides: Partial<ToolContext> = {}): Promise<Call> {
    const toolCallId = randomUUID()
    let shown = ''
    const outcome = await executeTool(builtInTools[name], input, {
      scope: scopeOfRun({ ...spec, createdById: randomUUID(), role: 'member' }),
      threadId: randomUUID(),
      runId: randomUUID(),
      agentId: spec.agentId,
      toolCallId,
      deferredTools: () => [],
      workspaceAccess: 'rw',
      hasSandbox: true,
      sandbox: async () => sandbox,
      signal: new AbortController().signal,
      onOutput: (text) => {
        shown += text
      },
      ...overrides,
    })
    return { outcome, text: outcome.result.text, view: outcome.result.view, shown, toolCallId }
  }

  async function ok(name: BuiltInToolName, input: unknown): Promise<Call> {
    const result = await call(name, input)
    expect(result.outcome.status, result.text).toBe('succeeded')
    return result
  }

  async function refused(name: BuiltInToolName, input: unknown): Promise<string> {
    const { outcome, text } = await call(name, input)
    expect(outcome.status, text).toBe('failed')
    return text
  }

  const put = (path: string, content: string) => sandbox.writeFile(path, Buffer.from(content))
  const get = async (path: string) => Buffer.from((await sandbox.readFile(path)).bytes).toString('utf8')

  describe('by the demo model', () => {
    const commands: Record<BuiltInToolName, { message: string; says: RegExp }> = {
      write_file: { message: 'write: demo/a.txt <<< first words', says: /Created demo\/a\.txt/ },
      read_file: { message: 'read: demo/a.txt', says: /1\tfirst words/ },
      edit_file: { message: 'edit: demo/a.txt <<< first ==> second', says: /Edited demo\/a\.txt/ },
      search_files: { message: 'search: sec.nd in demo', says: /demo\/a\.txt:1:second words/ },
      list_files: { message: 'list: demo', says: /a\.txt\t13 bytes/ },
      shell: { message: 'run: cat demo/a.txt', says: /second words\n\[exit code 0\]/ },
    }

    test('every tool of the registry works', async () => {
      expect(Object.keys(commands).sort()).toEqual([...TOOL_NAMES].sort())
      for (const { message, says } of Object.values(commands)) {
        const request = { instructions: '', messages: [{ role: 'user' as const, content: message }], tools: [] }
        for await (const event of demoModel.stream({ ...request, signal: new AbortController().signal })) {
          if (event.type !== 'tool-call') continue
          expect((await ok(event.name as BuiltInToolName, event.args)).text).toMatch(says)
        }
      }
    })
  })

  test.each(TOOL_NAMES)('%s tells what is wrong with its arguments', async (name) => {
    expect(await refused(name, { path: 7, pattern: 7, command: 7 })).toMatch(/not valid.*(path|pattern|command)/s)
    expect(await refused(name, '{"broken')).toContain('not valid')
  })

  describe('shell', () => {
    test('shows output while it comes, and tells the exit code', async () => {
      const { outcome, text, view, shown } = await call('shell', { command: 'echo out; echo err >&2; exit 3' })
      expect(outcome.status).toBe('succeeded')
      expect(text).toMatch(/out.*err.*\[exit code 3\]$/s)
      expect(shown).toMatch(/out.*err/s)
      expect(view).toMatchObject({ kind: 'shell', exitCode: 3, outcome: 'exited' })
    })

    test('tells which files of the workspace changed meanwhile, save what nobody wants to be shown', async () => {
      await put('made/old.txt', 'old')
      await ok('shell', { command: 'sleep 0.1' })
      const command =
        'mkdir -p made/deep/node_modules; echo new > made/deep/ü.txt; echo x > made/deep/node_modules/x; echo y > made/.y'
      const { view } = await ok('shell', { command })
      const changed = [{ path: '/workspace/made/deep/ü.txt', size: 4 }]
      expect(view).toMatchObject({ kind: 'shell', changedFiles: changed })
    })

    test('names none where the agent cannot have changed any', async () => {
      const { view } = await call('shell', { command: 'echo 1 > made.txt' }, { workspaceAccess: 'ro' })
      expect(view).not.toHaveProperty('changedFiles')
    })

    test('keeps a long output whole in a file, and shows the model both its ends', async () => {
      const { text, view } = await ok('shell', { command: 'for i in $(seq 1 20000); do echo "line $i"; done' })
      expect(text.length).toBeLessThan(18_000)
      expect(text).toMatch(/^line 1\n.*characters left out.*line 20000\n/s)
      const path = view.kind === 'shell' ? view.fullOutputPath : undefined
      expect(text).toContain(path)
      expect((await get(path as string)).split('\n')).toHaveLength(20_001)
      expect((await ok('read_file', { path, offset: 10_000, limit: 1 })).text).toContain('10000\tline 10000')
    })

    test('bounds what endless output costs', async () => {
      const { text, view } = await call('shell', {
        command: 'while true; do echo yyyyyyyyyyyyyyyyyyyyy; done',
        timeout_s: 2,
      })
      expect(text.length).toBeLessThan(18_000)
      expect(text).toContain('its time limit')
      expect(view).toMatchObject({ outcome: 'timed_out', exitCode: null })
      const path = view.kind === 'shell' ? view.fullOutputPath : undefined
      expect((await sandbox.stat(path as string)).size).toBeLessThan(2.2 * 1024 * 1024)
    })

    test('shows the model no terminal codes and no overwritten lines', async () => {
      const { text } = await ok('shell', {
        command: String.raw`printf '\033[31mred\033[0m\n10%%\r50%%\r100%%\r\ndone\n'`,
      })
      expect(text).toBe('red\n100%\ndone\n[exit code 0]')
    })

    test('is cancelled with what it had printed', async () => {
      const abort = new AbortController()
      const { outcome, text } = await call(
        'shell',
        { command: 'echo begun; sleep 60' },
        { signal: abort.signal, onOutput: () => abort.abort(new Error('cancelled')) },
      )
      expect(outcome.status).toBe('cancelled')
      expect(text).toContain('begun')
    })

    test('stops at its time limit, and the next command works', async () => {
      const { outcome, text } = await call('shell', { command: 'echo begun; sleep 60', timeout_s: 3 })
      expect(outcome.status).toBe('failed')
      expect(text).toMatch(/^begun\n\[stopped after 3 s/)
      expect((await ok('shell', { command: 'echo on' })).text).toContain('on')
    })
  })

  describe('read_file', () => {
    test('numbers lines, and gives a range', async () => {
      await put('numbers.txt', Array.from({ length: 3000 }, (_, index) => `n${index + 1}`).join('\n'))
      const { text } = await ok('read_file', { path: 'numbers.txt' })
      expect(text).toMatch(/^1\tn1\n2\tn2\n/)
      expect(text).toMatch(/\[lines 1 to 2000 of 3000; go on with offset 2001\]$/)
      expect((await ok('read_file', { path: 'numbers.txt', offset: 2999, limit: 5 })).text).toBe(
        '2999\tn2999\n3000\tn3000',
      )
      expect((await ok('read_file', { path: 'numbers.txt', offset: 9000 })).text).toContain('no line 9000')
    })

    test('cuts long lines, and says so of empty and of binary files', async () => {
      await put('long.txt', 'x'.repeat(100_000))
      expect((await ok('read_file', { path: 'long.txt' })).text.length).toBeLessThan(3000)
      await put('empty.txt', '')
      expect((await ok('read_file', { path: 'empty.txt' })).text).toContain('empty')
      await sandbox.writeFile('image.png', Uint8Array.from([137, 80, 78, 71, 0, 1, 2]))
      expect(await refused('read_file', { path: 'image.png' })).toContain('binary file of 7 bytes')
      expect(await refused('read_file', { path: 'no-such-file' })).toContain('no-such-file')
      expect(await refused('read_file', { path: '/workspace' })).not.toBe('')
    })
  })

  describe('write_file', () => {
    test('creates and replaces, and its card shows what changed', async () => {
      const created = await ok('write_file', { path: 'deep/er/new.txt', content: 'one\ntwo\n' })
      expect(created.text).toContain('Created')
      expect(created.view).toMatchObject({ kind: 'diff', added: 2, removed: 0 })
      const replaced = await ok('write_file', { path: 'deep/er/new.txt', content: 'one\nthree\n' })
      expect(replaced.text).toContain('Replaced')
      expect(replaced.view).toMatchObject({
        kind: 'diff',
        added: 1,
        removed: 1,
        patch: expect.stringContaining('+three'),
      })
      expect(await get('deep/er/new.txt')).toBe('one\nthree\n')
    })

    test('compares no binary and no huge files', async () => {
      await sandbox.writeFile('blob', Uint8Array.from([0, 1, 2]))
      expect((await ok('write_file', { path: 'blob', content: 'text' })).view).toEqual({
        kind: 'file',
        path: 'blob',
        size: 4,
      })
      const huge = 'a line\n'.repeat(200_000)
      expect((await ok('write_file', { path: 'huge', content: huge })).view).toMatchObject({ kind: 'file' })
    })

    test.each(['/etc/passwd', '../../etc/passwd', '/workspace/../etc/cron.d/x', '/proc/self/mem'])(
      'does not write to %s',
      async (path) => {
        expect(await refused('write_file', { path, content: 'x' })).not.toBe('')
      },
    )
  })

  describe('edit_file', () => {
    test('replaces what occurs once, whatever is in it', async () => {
      await put('code.ts', "const a = 1\nconst b = '$&'\n")
      const { view, text } = await ok('edit_file', {
        path: 'code.ts',
        old_text: 'const a = 1',
        new_text: "const a = '$1 $& $$'",
      })
      expect(await get('code.ts')).toBe("const a = '$1 $& $$'\nconst b = '$&'\n")
      expect(text).toContain('line 1')
      expect(view).toMatchObject({ kind: 'diff', added: 1, removed: 1 })
    })

    test('leaves the file alone when the passage is missing, and says where it almost is', async () => {
      await put('code.ts', 'function f() {\n\treturn 1\n}\n')
      expect(await refused('edit_file', { path: 'code.ts', old_text: '    return 1', new_text: 'x' })).toMatch(
        /does not occur.*line 2.*\treturn 1/s,
      )
      expect(await refused('edit_file', { path: 'code.ts', old_text: 'nowhere', new_text: 'x' })).toContain(
        'Read the file',
      )
      expect(await get('code.ts')).toBe('function f() {\n\treturn 1\n}\n')
    })

    test('asks which one is meant, or replaces all', async () => {
      await put('twice.txt', 'a\nb\na\n')
      expect(await refused('edit_file', { path: 'twice.txt', old_text: 'a', new_text: 'c' })).toContain(
        '2 times in twice.txt (lines 1, 3)',
      )
      expect(await get('twice.txt')).toBe('a\nb\na\n')
      await ok('edit_file', { path: 'twice.txt', old_text: 'a', new_text: 'c', all: true })
      expect(await get('twice.txt')).toBe('c\nb\nc\n')
    })

    test('keeps the line ends and the byte-order mark of the file', async () => {
      await put('dos.txt', '\ufeffone\r\ntwo\r\nthree\r\n')
      await ok('edit_file', { path: 'dos.txt', old_text: 'one\ntwo', new_text: '1\n2' })
      expect(await get('dos.txt')).toBe('\ufeff1\r\n2\r\nthree\r\n')
    })
  })

  describe('list_files and search_files', () => {
    beforeAll(async () => {
      await put('tree/a.ts', 'export const needle = 1\n')
      await put('tree/sub dir/b.ts', 'const x = "needle"\nconst y = 2\n')
      await put('tree/sub dir/c.md', 'a needle in the hay\n')
      await put('tree/node_modules/pkg/index.js', 'buried\n')
    })

    test('list one folder, or all below it but for what nobody reads', async () => {
      expect((await ok('list_files', { path: 'tree' })).text).toMatch(/^a\.ts\t24 bytes\nnode_modules\/\nsub dir\/$/)
      const { text } = await ok('list_files', { path: 'tree', recursive: true })
      expect(text).toContain('sub dir/b.ts')
      expect(text).not.toContain('pkg')
      expect((await ok('list_files', {})).text).toContain('tree/')
      expect(await refused('list_files', { path: 'tree/none' })).not.toBe('')
    })

    test('find lines by expression, folder and file name', async () => {
      const { text } = await ok('search_files', { pattern: 'needl[aeiou]', path: 'tree' })
      expect(text).toContain('tree/sub dir/b.ts:1:const x = "needle"')
      expect(text).toContain('tree/a.ts:1:')
      const typescript = (await ok('search_files', { pattern: 'needle', path: 'tree', glob: '*.ts' })).text
      expect(typescript).toContain('a.ts')
      expect(typescript).not.toContain('c.md')
      expect((await ok('search_files', { pattern: 'no such words' })).text).toBe('[no matches]')
      expect(await refused('search_files', { pattern: '(' })).not.toBe('')
    })

    test('take nothing as a part of the command', async () => {
      await put("it's; touch pwned", "a 'quoted' needle\n")
      await ok('search_files', { pattern: "'; touch pwned; echo '" })
      await ok('search_files', { pattern: '[$](touch pwned)`touch pwned`' })
      await ok('search_files', { pattern: '--files', path: 'tree' })
      expect((await ok('search_files', { pattern: "'quoted'", path: "it's; touch pwned" })).text).toContain(
        "a 'quoted' needle",
      )
      await expect(sandbox.stat('pwned')).rejects.toMatchObject({ code: 'not_found' })
    })

    test('stop at enough matches', async () => {
      await put('many.txt', 'match this line\n'.repeat(50_000))
      const { text } = await ok('search_files', { pattern: 'match', path: 'many.txt' })
      expect(text.length).toBeLessThan(40_000)
      expect(text).toContain('more matches are left out')
    })
  })

  test.each(TOOL_NAMES)('%s ends when it is cancelled before there is a sandbox', async (name) => {
    const inputs: Record<BuiltInToolName, unknown> = {
      shell: { command: 'ls' },
      read_file: { path: 'a' },
      write_file: { path: 'a', content: '' },
      edit_file: { path: 'a', old_text: 'b', new_text: 'c' },
      list_files: {},
      search_files: { pattern: 'a' },
    }
    const abort = new AbortController()
    const reason = new Error('cancelled')
    const never = new Promise<Sandbox>(() => {})
    const answer = call(name, inputs[name], { signal: abort.signal, sandbox: () => never })
    abort.abort(reason)
    await expect(answer).rejects.toBe(reason)
  })
})
