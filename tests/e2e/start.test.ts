import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePassable, projectRoot } from '#scripts/services/folders.ts'
import { waitUntil } from '#scripts/services/processes.ts'

let dataDir: string

interface Started {
  child: ChildProcess
  url: string
  output: () => string
}

beforeEach(() => {
  dataDir = makePassable(mkdtempSync(join(tmpdir(), 'crewhouse-start-')), { evenIfExisting: true })
})

afterEach(() => {
  for (const pid of ownProcesses()) process.kill(pid, 'SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** What runs for this data folder: the servers live in it, the others have it in their environment. */
function ownProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir) || environment.includes(dataDir)
      } catch {
        return false
      }
    })
    .map(Number)
}

async function start(): Promise<Started> {
  const { DATABASE_URL: _database, REDIS_URL: _redis, PORT: _port, WORKER_PORT: _workerPort, ...env } = process.env
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/crewhouse.mjs'), 'start'], {
    cwd: projectRoot,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, NODE_ENV: 'production', CREWHOUSE_DATA_DIR: dataDir, CREWHOUSE_SANDBOX: 'virtual' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ready = () => output.includes('Ctrl-C stops it') || child.exitCode !== null
  expect(await waitUntil(ready, 150_000), output).toBe(true)
  const url = /^Crewhouse +(http:\S+)/m.exec(output)?.[1]
  if (!url) throw new Error(`No address was printed:\n${output}`)
  return { child, url, output: () => output }
}

/** As the terminal does it: the signal goes to the whole foreground group. */
async function interrupt({ child }: Started): Promise<void> {
  process.kill(-(child.pid as number), 'SIGINT')
  await once(child, 'exit')
}

test('npm start answers at the address that it prints, and Ctrl-C leaves nothing running', async () => {
  const started = await start()
  for (const part of ['database', 'redis', 'sandbox', 'model']) expect(started.output()).toMatch(`  ${part} `)
  expect((await fetch(started.url, { signal: AbortSignal.timeout(30_000) })).status).toBe(200)
  expect(ownProcesses().length).toBeGreaterThan(4)
  await interrupt(started)
  expect(ownProcesses()).toEqual([])
})

test('a second npm start on the same folder says that one runs, and disturbs nothing', async () => {
  const started = await start()
  await expect(start()).rejects.toThrow(/already runs/)
  expect((await fetch(started.url, { signal: AbortSignal.timeout(30_000) })).status).toBe(200)
  await interrupt(started)
})

test('npm start works after everything was killed with SIGKILL, and ends all that was left', async () => {
  const first = await start()
  process.kill(-(first.child.pid as number), 'SIGKILL')
  await once(first.child, 'exit')
  const orphans = ownProcesses()
  expect(orphans.length).toBeGreaterThan(3)
  const second = await start()
  expect((await fetch(second.url, { signal: AbortSignal.timeout(30_000) })).status).toBe(200)
  await interrupt(second)
  expect(ownProcesses()).toEqual([])
})
