import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { closeRedis, redis } from '#lib/queue/connection.ts'
import { appendEvents, STREAM_MAX_EVENTS } from '#lib/stream/append.ts'
import { formatCursor } from '#lib/stream/cursor.ts'
import type { ThreadEvent, Topic } from '#lib/stream/events.ts'
import { closeStreamHub, streamHub } from '#lib/stream/hub.ts'
import { coveringCursor, FROM_NOW, openCursor } from '#lib/stream/read-topic.ts'
import { createTestRedis } from '#tests/support/database.ts'

let drop: () => Promise<void>

beforeAll(async () => {
  const server = await createTestRedis()
  drop = server.drop
  process.env.REDIS_URL = server.redisUrl
})

afterAll(async () => {
  closeStreamHub()
  await closeRedis()
  await drop()
})

type ThreadTopic = Extract<Topic, `thread:${string}`>
const newTopic = (): ThreadTopic => `thread:${newId()}`
const runId = newId()
const delta = (text: string): ThreadEvent => ({ type: 'text.delta', runId, attempt: 1, step: 0, text })
const texts = (count: number, from = 0) => Array.from({ length: count }, (_, index) => String(index + from))

/** A viewer that takes whatever there is at once. */
function collect(topic: Topic, cursor: string) {
  const seen: string[] = []
  const ids: string[] = []
  let pruned = 0
  let watching = false
  const onItems = () => {
    for (let item = viewer?.take(); item; item = viewer?.take()) {
      if (item.kind === 'pruned') pruned++
      else if (item.kind === 'watching') watching = true
      else {
        ids.push(...item.batch.ids)
        seen.push(...(JSON.parse(item.batch.json) as { text: string }[]).map((event) => event.text))
      }
    }
  }
  const viewer = streamHub().watch(topic, cursor, onItems)
  onItems()
  return { seen, ids, viewer, pruned: () => pruned, watching: () => watching, close: () => viewer.close() }
}

/** This test's own subscriber connections. */
async function subscriberIds(): Promise<string[]> {
  const clients = String(await redis().client('LIST', 'TYPE', 'PUBSUB')).split('\n')
  const own = clients.filter((line) => line.includes(` db=${redis().options.db} `))
  return own.map((line) => /^id=(\d+)/.exec(line)?.[1] ?? '')
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5)
}

test('fifty viewers and those who come late see every event once and in order, over one connection', async () => {
  const topic = newTopic()
  const start = formatCursor(await openCursor(topic))
  const viewers = Array.from({ length: 50 }, () => collect(topic, start))
  for (let turn = 0; turn < 200; turn++) {
    await appendEvents(topic, [delta(String(turn * 2)), delta(String(turn * 2 + 1))])
    if (turn % 20 === 0) viewers.push(collect(topic, start))
  }
  viewers.push(collect(topic, start))
  await until(() => viewers.every((viewer) => viewer.seen.length >= 400))
  for (const viewer of viewers) expect(viewer.seen).toEqual(texts(400))
  expect(await subscriberIds()).toHaveLength(1)
  for (const viewer of viewers) viewer.close()
})

test('a viewer goes on from its cursor, or from now', async () => {
  const topic = newTopic()
  const first = await appendEvents(topic, texts(3).map(delta))
  const { epoch } = await openCursor(topic)
  const fromNow = collect(topic, FROM_NOW)
  const resumed = collect(topic, formatCursor({ epoch, position: first }))
  await until(() => fromNow.watching())
  await appendEvents(topic, texts(2, 3).map(delta))
  await until(() => resumed.seen.length >= 2 && fromNow.seen.length >= 2)
  expect(resumed.seen).toEqual(['3', '4'])
  expect(fromNow.seen).toEqual(['3', '4'])
  resumed.close()
  fromNow.close()
})

test('a broken subscriber connection leaves no gap', async () => {
  const topic = newTopic()
  const viewers = [collect(topic, formatCursor(await openCursor(topic)))]
  for (let turn = 0; turn < 600; turn++) {
    await appendEvents(topic, [delta(String(turn))])
    if (turn % 100 === 50) for (const id of await subscriberIds()) await redis().client('KILL', 'ID', id)
    if (turn % 10 === 0) await delay(1)
  }
  await until(() => viewers.every((viewer) => viewer.seen.length >= 600))
  for (const viewer of viewers) {
    expect(viewer.seen).toEqual(texts(600))
    expect(viewer.pruned()).toBe(0)
    viewer.close()
  }
})

test('who is older than what was trimmed is told so, and a fresh snapshot is not', async () => {
  const topic = newTopic()
  const start = formatCursor(await openCursor(topic))
  for (let turn = 0; turn < STREAM_MAX_EVENTS / 1000 + 2; turn++) {
    await appendEvents(topic, texts(1000, turn * 1000).map(delta))
  }
  const stale = collect(topic, start)
  const fresh = collect(topic, formatCursor(coveringCursor(await openCursor(topic), [null, '5-0'])))
  await until(() => stale.seen.at(-1) === '21999' && fresh.seen.at(-1) === '21999')
  expect(stale.pruned()).toBe(1)
  expect(fresh.pruned()).toBe(0)
  expect(stale.seen).toEqual(fresh.seen)
  stale.close()
  fresh.close()
})

test('a cursor from before an expired stream, from another life of Redis, or of no known form is pruned', async () => {
  const topic = newTopic()
  const { epoch } = await openCursor(topic)
  const twoHoursAgo = `${Date.now() - 7_200_000}-0`
  const viewers = [`${epoch}.${twoHoursAgo}`, `other.${Date.now()}-0`, 'nonsense'].map((c) => collect(topic, c))
  await until(() => viewers.every((viewer) => viewer.pruned() === 1))
  await appendEvents(topic, [delta('0')])
  await until(() => viewers.every((viewer) => viewer.seen.length === 1))
  for (const viewer of viewers) viewer.close()
})

test('a snapshot of a thread whose stream expired long ago starts cleanly', async () => {
  const topic = newTopic()
  const cursor = coveringCursor(await openCursor(topic), [`${Date.now() - 86_400_000}-3`])
  const viewer = collect(topic, formatCursor(cursor))
  await appendEvents(topic, [delta('0')])
  await until(() => viewer.seen.length === 1)
  expect(viewer.pruned()).toBe(0)
  viewer.close()
})

test('a viewer that takes nothing holds little, and misses nothing', async () => {
  const topic = newTopic()
  const start = formatCursor(await openCursor(topic))
  let notified = 0
  const viewer = streamHub().watch(topic, start, () => notified++)
  const big = 'x'.repeat(100_000)
  for (let turn = 0; turn < 100; turn++) await appendEvents(topic, [delta(`${turn} ${big}`)])
  await until(() => notified > 0)
  // Queued without being taken: no more than the bound of one megabyte and a page.
  expect(notified).toBeLessThan(15)
  const seen: string[] = []
  while (seen.length < 100) {
    const item = viewer.take()
    if (!item) await delay(5)
    else if (item.kind === 'events')
      seen.push(...(JSON.parse(item.batch.json) as { text: string }[]).map(({ text }) => text.split(' ')[0] ?? ''))
  }
  expect(seen).toEqual(texts(100))
  viewer.close()
})
