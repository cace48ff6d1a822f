import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { identify, isAlive, waitUntil } from '#scripts/services/processes.ts'
import { Supervisor } from '#scripts/start/supervisor.ts'

const forever = 'setInterval(() => {}, 1000)'
let lines: string[] = []
let supervisor: Supervisor | undefined

afterEach(async () => {
  await supervisor?.stop()
  lines = []
})

function create(marks = join(mkdtempSync(join(tmpdir(), 'crewhouse-parts-')), 'processes.json')): Supervisor {
  supervisor = new Supervisor(marks, (part, line) => lines.push(`${part}: ${line}`))
  return supervisor
}

function part(code: string, stopMs = 5_000) {
  return { name: 'part', program: process.execPath, args: ['-e', code], cwd: '/', env: process.env, stopMs }
}

/** Process ids that the part has printed, one for each of its starts. */
function printedPids(): number[] {
  return lines.map((line) => Number(/pid=(\d+)/.exec(line)?.[1])).filter(Boolean)
}

async function afterStarts(count: number): Promise<number> {
  expect(await waitUntil(() => printedPids().length >= count, 15_000)).toBe(true)
  return printedPids()[count - 1] as number
}

test('a part that dies is said to have died, and starts again', async () => {
  create().start(part(`console.log('pid=' + process.pid); ${forever}`))
  process.kill(await afterStarts(1), 'SIGKILL')
  const second = await afterStarts(2)
  expect(isAlive(second)).toBe(true)
  expect(lines.join('\n')).toMatch(/ended unexpectedly \(SIGKILL\); starts again/)
})

test('stopping ends a part that ignores SIGTERM, and what the part has started itself', async () => {
  const grandchild = `require('child_process').spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); ${forever}"])`
  const code = `process.on('SIGTERM', () => {}); console.log('pid=' + ${grandchild}.pid); console.log('pid=' + process.pid); ${forever}`
  create().start(part(code, 200))
  await afterStarts(2)
  const pids = printedPids()
  await supervisor?.stop()
  expect(await waitUntil(() => !pids.some(isAlive), 5_000)).toBe(true)
})

test('nothing starts again once the end has been asked for', async () => {
  create().start(part(`console.log('pid=' + process.pid); process.exit(3)`))
  await afterStarts(1)
  await waitUntil(() => lines.some((line) => line.includes('starts again')), 5_000)
  await supervisor?.stop()
  const starts = printedPids().length
  // Longer than the delay of the start that had been announced.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(printedPids()).toHaveLength(starts)
})

test('the next start ends what a killed one left, and nothing that only has its process id', async () => {
  const marks = join(mkdtempSync(join(tmpdir(), 'crewhouse-parts-')), 'processes.json')
  const orphan = spawn(process.execPath, ['-e', forever], { detached: true, stdio: 'ignore' })
  const stranger = spawn(process.execPath, ['-e', forever], { detached: true, stdio: 'ignore' })
  const marked = [identify(orphan.pid as number), { pid: stranger.pid, startedAt: '1' }]
  writeFileSync(marks, JSON.stringify(marked))
  await create(marks).endOrphans()
  expect(isAlive(orphan.pid as number)).toBe(false)
  expect(isAlive(stranger.pid as number)).toBe(true)
  stranger.kill('SIGKILL')
})
