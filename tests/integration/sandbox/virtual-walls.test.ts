import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import type { SandboxDriver } from '#worker/sandbox/provider.ts'
import { probeConfinement } from '#worker/sandbox/virtual/confinement.ts'
import { createVirtualDriver } from '#worker/sandbox/virtual/driver.ts'
import { encodeFrame, FRAME_JSON, FRAME_STDOUT } from '#worker/sandbox/virtual/frames.ts'
import { ShellProcess } from '#worker/sandbox/virtual/shell-process.ts'

const exec = promisify(execFile)
const projectDir = join(import.meta.dirname, '../../..')
let rootDir: string
let driver: SandboxDriver

beforeAll(async () => {
  rootDir = await mkdtemp(join(tmpdir(), 'virtual-walls-'))
  driver = await createVirtualDriver({ rootDir })
})
afterAll(async () => {
  await driver.close()
  await rm(rootDir, { recursive: true, force: true })
})

describe('symbolic links', () => {
  test('that somebody put into the folder lead nowhere, for scripts and for file operations', async () => {
    const spec = sandboxSpec()
    const sandbox = await driver.open(spec)
    const outside = join(rootDir, 'outside')
    await mkdir(outside)
    await writeFile(join(outside, 'secret'), 'the secret of the host')
    const folder = join(rootDir, spec.workspaceId, 'files')
    await symlink(outside, join(folder, 'folder'))
    await symlink(join(outside, 'secret'), join(folder, 'file'))
    await symlink('../../outside', join(folder, 'relative'))

    const attempts = [
      'cat file folder/secret relative/secret',
      'cd folder && cat secret',
      'cat < file; head -c 100 folder/secret; while read -r line; do echo "$line"; done < file',
      'cp file copied; cp -r folder copied-folder; cat copied copied-folder/secret',
      'mv file moved; cat moved; mv moved file',
      'mkdir -p deep/er; mv relative deep/er/relative; cat deep/er/relative/secret; mv deep/er/relative relative',
      'ln file hard; cat hard; ln -s folder soft; cat soft/secret',
      'grep -r secret . ; rg secret .; find . -type f -exec cat {} \\;; find -L . -name secret',
      'tar -cf all.tar . ; cat all.tar; gzip -c file | gunzip; sed -n p file; awk 1 file; sort file; base64 file',
      'ls folder/ relative/; ls -R .; source file; bash file; bash folder/secret; xargs < file; diff file /dev/null',
      'echo changed > folder/secret; echo changed >> file; tee file < /dev/null; echo made > folder/made; mkdir folder/made-too',
      'rm -f folder/secret; rm -rf folder/; touch file; chmod 777 file; split file; sed -i s/secret/changed/ file',
    ]
    for (const attempt of attempts) {
      const result = await run(sandbox, attempt)
      expect(result.outcome).toBe('exited')
      expect(`${result.stdout}${result.stderr}`, attempt).not.toContain('the secret of the host')
    }
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('the secret of the host')
    await expect(readFile(join(outside, 'made'))).rejects.toThrow('ENOENT')

    await symlink(join(outside, 'secret'), join(folder, 'again'))
    await symlink(outside, join(folder, 'folder-again'))
    for (const files of [sandbox, await driver.files(spec)]) {
      const refused = { name: 'AppError' }
      await expect(files.readFile('again')).rejects.toMatchObject(refused)
      await expect(files.readStream('again')).rejects.toMatchObject(refused)
      await expect(files.writeFile('again', Buffer.from('changed'))).rejects.toMatchObject(refused)
      for (const path of ['folder-again/secret', 'folder-again/made/deep']) {
        await expect(files.readFile(path)).rejects.toMatchObject(refused)
        await expect(files.writeFile(path, Buffer.from('changed'))).rejects.toMatchObject(refused)
        await expect(files.remove(path)).rejects.toMatchObject(refused)
        await expect(files.mkdir(path)).rejects.toMatchObject(refused)
        await expect(files.stat(path)).rejects.toMatchObject(refused)
        await expect(files.rename(path, 'stolen')).rejects.toMatchObject(refused)
      }
      await expect(files.list('folder-again')).rejects.toMatchObject(refused)
      expect((await files.stat('again')).kind).toBe('link')
    }
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('the secret of the host')
    await sandbox.remove('folder-again')
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('the secret of the host')
  })

  test('cannot be made by a script', async () => {
    const sandbox = await driver.open(sandboxSpec())
    const made = await run(sandbox, 'echo x > target; ln -s target link; ln -s /etc/passwd out; ls -A')
    expect(made.stdout).toBe('target\n')
    expect(made.stderr).not.toBe('')
  })
})

describe('what gets past the shell', () => {
  test('still finds no file, no program, no thread and no network', async () => {
    const folder = join(rootDir, 'allowed')
    const beside = join(rootDir, 'beside')
    await mkdir(folder, { recursive: true })
    await writeFile(beside, 'beside')
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const code = `
      import fs from 'node:fs'; import net from 'node:net'; import cp from 'node:child_process'; import wt from 'node:worker_threads'
      const tries = {
        own: () => fs.writeFileSync(${JSON.stringify(join(folder, 'own'))}, 'x'),
        passwd: () => fs.readFileSync('/etc/passwd'),
        beside: () => fs.readFileSync(${JSON.stringify(beside)}),
        above: () => fs.readFileSync(${JSON.stringify(join(folder, '../beside'))}),
        write: () => fs.writeFileSync(${JSON.stringify(beside)}, 'changed'),
        code: () => fs.writeFileSync(${JSON.stringify(join(projectDir, 'package.json'))}, 'changed'),
        project: () => fs.readFileSync(${JSON.stringify(join(projectDir, 'README.md'))}),
        environ: () => fs.readFileSync('/proc/' + process.ppid + '/environ'),
        symlink: () => fs.symlinkSync('/etc/passwd', ${JSON.stringify(join(folder, 'link'))}),
        spawn: () => { const { error } = cp.spawnSync('/bin/cat', ['/etc/passwd']); if (error) throw error },
        thread: () => new wt.Worker('1', { eval: true }),
        evaluate: () => new Function('return 1')(),
      }
      const got = []
      for (const [name, attempt] of Object.entries(tries)) try { attempt(); got.push(name) } catch {}
      const socket = net.connect(${port}, '127.0.0.1')
      socket.on('connect', () => { got.push('network'); done() }).on('error', done)
      function done() { console.log(JSON.stringify(got)); process.exit() }`
    const [command, ...args] = (await probeConfinement()).commandLine(
      { agentId: 'none', mounts: [{ at: '/workspace', hostDir: folder, quotaBytes: 1e6 }] },
      { memoryMb: 128, diskMb: 16 },
    )
    // The same command line, with this code in the place of the shell's.
    const { stdout } = await exec(command, [...args.slice(0, -2), '--input-type=module', '--eval', code], {
      env: { PATH: process.env.PATH, NODE_ENV: 'test' },
    })
    server.close()
    expect(JSON.parse(stdout)).toEqual(['own'])
    expect(await readFile(beside, 'utf8')).toBe('beside')
  })

  const json = (value: unknown) => encodeFrame(FRAME_JSON, Buffer.from(JSON.stringify(value)))
  const oversized = Buffer.alloc(5)
  oversized.writeUInt32LE(0xff_ff_ff_ff)
  test.each([
    ['a frame of four gigabytes', oversized],
    ['a frame of an unknown kind', encodeFrame(99, Buffer.from('x'))],
    ['an answer that is not JSON', encodeFrame(FRAME_JSON, Buffer.from('{'))],
    ['an answer that is not in the protocol', json({ type: 'granted' })],
    ['an exit code beyond the range', json({ type: 'exited', exitCode: 1e9 })],
    ['half a frame and its end', Buffer.from([9, 0, 0])],
    ['nothing', Buffer.alloc(0)],
  ])('and says %s loses its command and nothing else', async (_, said) => {
    const script = `process.stdout.write(Buffer.from('${Buffer.from(said).toString('base64')}', 'base64'), () => process.exit())`
    const shell = new ShellProcess(
      { commandLine: () => [process.execPath, '--eval', script] },
      { agentId: 'none', mounts: [] },
      { memoryMb: 64, diskMb: 16 },
    )
    const ending = await shell.run({ command: 'true', cwd: '/', env: {}, stdinBase64: '' }, undefined)
    expect(ending).toMatchObject({ outcome: 'sandbox_lost', exitCode: 137 })
    expect(shell.usable).toBe(false)
  })

  test('and forges an end is cut off there', async () => {
    const said = Buffer.concat([json({ type: 'exited', exitCode: 0 }), encodeFrame(FRAME_STDOUT, Buffer.from('late'))])
    const script = `process.stdout.write(Buffer.from('${said.toString('base64')}', 'base64')); setTimeout(() => {}, 60_000)`
    const shell = new ShellProcess(
      { commandLine: () => [process.execPath, '--eval', script] },
      { agentId: 'none', mounts: [] },
      { memoryMb: 64, diskMb: 16 },
    )
    const output: string[] = []
    const ending = await shell.run({ command: 'true', cwd: '/', env: {}, stdinBase64: '' }, ({ bytes }) => {
      output.push(Buffer.from(bytes).toString())
    })
    expect(ending).toEqual({ outcome: 'exited', exitCode: 0 })
    expect(output).toEqual([])
    shell.kill()
    await shell.exited
  })
})

describe('the worker', () => {
  test('never loads the shell itself', async () => {
    const code = `
      import { registerHooks } from 'node:module'
      const loaded = []
      registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context) } })
      const { createVirtualDriver } = await import('#worker/sandbox/virtual/driver.ts')
      const driver = await createVirtualDriver({ rootDir: process.argv[1] })
      await driver.close()
      console.log(JSON.stringify(loaded))`
    const args = ['--input-type=module', '--eval', code, join(rootDir, 'loads')]
    const { stdout } = await exec(process.execPath, args, { cwd: projectDir })
    const loaded = JSON.parse(stdout) as string[]
    expect(loaded.some((url) => url.endsWith('virtual/driver.ts'))).toBe(true)
    expect(loaded.filter((url) => url.includes('just-bash'))).toEqual([])
  })

  test('takes its processes along when it is killed, even one that spins', async () => {
    const spec = sandboxSpec()
    const holder = fork(join(import.meta.dirname, '../../support/virtual-sandbox-holder.ts'), [
      join(rootDir, 'held'),
      JSON.stringify(spec),
    ])
    const [pid] = (await once(holder, 'message')) as [number]
    const alive = () =>
      readFile(`/proc/${pid}/cmdline`, 'utf8').then(
        (line) => line.includes(spec.agentId),
        () => false,
      )
    expect(await alive()).toBe(true)
    holder.kill('SIGKILL')
    await eventually(async () => !(await alive()), 'the orphan to end')
  })

  test('ends what another holder left, when it takes over', async () => {
    const spec = sandboxSpec()
    const holder = fork(join(import.meta.dirname, '../../support/virtual-sandbox-holder.ts'), [
      rootDir,
      JSON.stringify(spec),
    ])
    const [pid] = (await once(holder, 'message')) as [number]
    expect((await driver.list()).find((each) => each.agentId === spec.agentId)?.state).toBe('running')
    const mine = await driver.open(spec, { takeover: true })
    await eventually(
      () =>
        readFile(`/proc/${pid}/cmdline`, 'utf8').then(
          (line) => !line.includes(spec.agentId),
          () => true,
        ),
      'the other holder’s command to end',
    )
    expect((await run(mine, 'echo mine')).stdout).toBe('mine\n')
    holder.kill('SIGKILL')
  })
})
