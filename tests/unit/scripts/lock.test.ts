import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { heldBy, tryLock, withLock } from '#scripts/services/lock.ts'
import { identify } from '#scripts/services/processes.ts'

function lockPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'crewhouse-lock-')), 'some.lock')
}

test('a held lock names its holder, and is free once released', () => {
  const path = lockPath()
  const first = tryLock(path)
  expect(tryLock(path)).toEqual({ heldBy: process.pid })
  expect(heldBy(path)).toBe(process.pid)
  if ('release' in first) first.release()
  expect(heldBy(path)).toBeUndefined()
  expect(tryLock(path)).toHaveProperty('release')
})

test('the lock of a process killed with SIGKILL does not count', async () => {
  const path = lockPath()
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync(path, JSON.stringify(identify(holder.pid as number)))
  expect(tryLock(path)).toEqual({ heldBy: holder.pid })
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(tryLock(path)).toHaveProperty('release')
})

test('neither does one whose process id has gone to another process', () => {
  const path = lockPath()
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: '1' }))
  expect(tryLock(path)).toHaveProperty('release')
})

test('nor one that a kill left half written', () => {
  const path = lockPath()
  writeFileSync(path, '{"pid":')
  expect(tryLock(path)).toHaveProperty('release')
})

test('work under one lock never overlaps, however many wait for it', async () => {
  const path = lockPath()
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setImmediate(resolve))
    inside--
  }
  await Promise.all(Array.from({ length: 8 }, () => withLock(path, work)))
  expect(most).toBe(1)
  expect(readdirSync(join(path, '..'))).toEqual([])
})
