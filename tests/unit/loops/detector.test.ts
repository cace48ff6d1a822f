import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createLoopDetector } from '#lib/loops/detector.ts'
import type { LoopEvent, LoopVerdict } from '#lib/loops/event.ts'
import { readSet } from '#scripts/bench/loops/read-set.ts'

const folder = join(import.meta.dirname, '../../../scripts/bench/loops/samples')
const exchanges = readdirSync(folder).flatMap((name) => readSet(join(folder, name)))

function feed(events: Omit<LoopEvent, 'id'>[]): LoopVerdict[] {
  const detector = createLoopDetector()
  return events.map((event, index) => detector.feed({ ...event, id: `${index}` }))
}

const said = (from: string, to: string, text: string) => ({ type: 'message' as const, from, to, text })
const called = (tool: string, args: unknown, result: unknown, changed?: boolean) => ({
  type: 'tool' as const,
  from: 'a',
  tool,
  args,
  result,
  changed,
})
const times = <T>(count: number, make: (index: number) => T[]): T[] =>
  Array.from({ length: count }, (_, i) => make(i)).flat()
const verdicts = (all: LoopVerdict[]) => all.map(({ verdict }) => verdict)

describe('the detector of loops', () => {
  test('stops what is labelled as a loop, and hardly anything else', () => {
    const judged = exchanges.map((exchange) => {
      const detector = createLoopDetector()
      return { ...exchange, stoppedAt: exchange.events.findIndex((event) => detector.feed(event).verdict === 'stop') }
    })
    const stopped = judged.filter(({ stoppedAt }) => stoppedAt >= 0)
    const loops = judged.filter(({ isLoop }) => isLoop)
    const right = loops.filter(({ stoppedAt, loopStartsAtEvent }) => stoppedAt >= loopStartsAtEvent)
    expect(exchanges.length).toBeGreaterThanOrEqual(200)
    expect(right.length / loops.length).toBeGreaterThanOrEqual(0.97)
    expect(right.length / stopped.length).toBeGreaterThanOrEqual(0.97)
  })

  test('warns once before it stops, and names the messages that showed it', () => {
    const all = feed(times(5, () => [said('a', 'b', 'You decide.'), said('b', 'a', 'No, you decide.')]))
    const stop = all.findIndex(({ verdict }) => verdict === 'stop')
    expect(
      verdicts(all)
        .slice(0, stop)
        .filter((verdict) => verdict === 'warn'),
    ).toHaveLength(1)
    const verdict = all[stop]
    expect(verdict?.verdict === 'stop' && verdict.evidence.agents).toEqual(['a', 'b'])
    expect(verdict?.verdict === 'stop' && verdict.evidence.events).toContain(`${stop}`)
    expect(stop).toBeLessThanOrEqual(6)
  })

  test('stops a call that is made again and again with the same effect, whatever its ids and times', () => {
    const all = feed(
      times(5, (i) => [called('get', { url: 'https://a.example', request_id: `r${i}` }, `Error 500 at 10:00:0${i}`)]),
    )
    expect(verdicts(all)).toEqual(['fine', 'fine', 'warn', 'stop', 'stop'])
  })

  test('lets 200 similar items pass, one by one, asked for or labelled by a call', () => {
    const asked = feed(times(200, (i) => [said('a', 'b', `Label item ${i}.`), said('b', 'a', 'spam')]))
    const labelled = feed(times(200, (i) => [called('label', { id: i, label: 'spam' }, 'ok')]))
    expect(new Set(verdicts([...asked, ...labelled]))).toEqual(new Set(['fine']))
  })

  test('tells a negotiation that moves from one that stands still', () => {
    const moving = feed(
      times(8, (i) => [said('a', 'b', `We offer ${400 + i * 10}.`), said('b', 'a', `We ask for ${560 - i * 10}.`)]),
    )
    const still = feed(times(8, () => [said('a', 'b', 'We offer 400.'), said('b', 'a', 'We ask for 560.')]))
    expect(verdicts(moving)).not.toContain('stop')
    expect(verdicts(still)).toContain('stop')
  })

  test('finds changes that undo one another, though each of them changes something', () => {
    const set = (from: string, value: number) => ({ ...called('set', { key: 'timeout', value }, 'ok', true), from })
    const all = feed(times(4, () => [set('a', 30), set('b', 60)]))
    const stop = all.find(({ verdict }) => verdict === 'stop')
    expect(stop?.verdict === 'stop' && stop.evidence.kind).toBe('undoing')
  })

  test('lets waiting and trying again pass while it can be told as that', () => {
    const polling = feed([
      ...times(8, () => [called('status', { job: 1 }, 'running')]),
      called('status', { job: 1 }, 'done'),
    ])
    const retrying = feed(
      [0, 1, 3, 7, 15, 31].map((at) => ({ ...called('get', {}, '503 unavailable'), atMs: at * 1000 })),
    )
    expect(verdicts([...polling, ...retrying])).not.toContain('stop')
  })

  test('bounds its work by its window, however long texts and exchanges are', () => {
    const huge = 'lorem ipsum '.repeat(100_000)
    expect(verdicts(feed(times(6, () => [said('a', 'b', huge), said('b', 'a', huge)])))).toContain('stop')
  })
})
