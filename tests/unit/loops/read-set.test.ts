import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSet } from '#scripts/bench/loops/read-set.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loops-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function read(...lines: string[]) {
  const path = join(folder, 'set.jsonl')
  writeFileSync(path, lines.join('\n'))
  return readSet(path)
}

test('a set of anybody’s is read with little more than labels and events', () => {
  const [loop, healthy] = read(
    '{"id":"ping-pong-3","label":"loop","loopStartsAtEvent":1,"events":[{"t":"2026-01-01T00:00:00Z","type":"message","from":"a","to":["b","c"],"text":"hi","changed":["x"]}]}',
    '',
    '{"id":7,"label":"healthy","kind":"Item labelling","loopStartsAtEvent":null,"events":[{"type":"tool","from":"a","tool":"t","args":null,"changed":null}]}',
  )
  expect(loop).toMatchObject({ kind: 'ping_pong', isLoop: true, loopStartsAtEvent: 1 })
  expect(loop?.events[0]).toMatchObject({ to: 'b+c', changed: ['x'], atMs: Date.UTC(2026, 0, 1) })
  expect(healthy).toMatchObject({ id: '7', kind: 'item_labelling', isLoop: false })
  expect(healthy?.events[0]).toMatchObject({ type: 'tool', changed: undefined })
})

test('what cannot be read is named with its line', () => {
  const good = '{"id":1,"label":"loop","events":[{"from":"a","text":"x"}]}'
  expect(() => read(good, '{"id":2,"label":"maybe","events":[{"from":"a"}]}')).toThrow(/line 2.*"maybe"/)
  expect(() => read(good, '{')).toThrow(/line 2 is no JSON/)
  expect(() => read('{"id":2,"label":"loop","events":[]}')).toThrow(/line 1: events/)
})
