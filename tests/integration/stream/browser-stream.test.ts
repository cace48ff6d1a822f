import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { POST } from '#app/api/stream/route.ts'
import { BrowserStream } from '#components/stream/browser-stream.ts'
import { closeDb } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { closeRedis } from '#lib/queue/connection.ts'
import { appendEvents } from '#lib/stream/append.ts'
import { formatCursor } from '#lib/stream/cursor.ts'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { closeStreamHub } from '#lib/stream/hub.ts'
import { openCursor } from '#lib/stream/read-topic.ts'
import { addPerson, addTenant, addThread, createWorld, type Person, type World } from './fixture.ts'

// Tabs are instances in one process here: Node.js has the locks, the channels and the fetch that browsers have.

let world: World
let place: Awaited<ReturnType<typeof addTenant>>
let ada: Person
let server: Server
let url: string
/** Event streams that the server holds open. */
let open = 0
let opened = 0
let refuse: number | null = null

beforeAll(async () => {
  world = await createWorld()
  place = await addTenant(world)
  ada = await addPerson(world, place.tenantId)
  server = createServer(async (request, response) => {
    const chunks = await request.toArray()
    const abort = new AbortController()
    response.on('close', () => abort.abort())
    if (refuse !== null) {
      response.writeHead(refuse).end()
      return
    }
    const answer = await POST(
      new Request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: ada.cookie, origin: url, host: new URL(url).host },
        body: Buffer.concat(chunks),
        signal: abort.signal,
      }),
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    open++
    opened++
    response.on('close', () => open--)
    if (answer.body) Readable.fromWeb(answer.body as never).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

const tabs = new Set<BrowserStream>()

afterEach(async () => {
  refuse = null
  for (const tab of tabs) tab.close()
  tabs.clear()
  await until(() => open === 0)
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  closeStreamHub()
  await Promise.all([closeRedis(), closeDb()])
  await world.drop()
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5)
}

const runId = newId()
const delta = (text: string): ThreadEvent => ({ type: 'text.delta', runId, attempt: 1, step: 0, text })
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index))

function openTab(browser: string): BrowserStream {
  const tab = new BrowserStream(url, browser)
  tabs.add(tab)
  return tab
}

function closeTab(tab: BrowserStream): void {
  tabs.delete(tab)
  tab.close()
}

function listen(tab: BrowserStream, topic: `thread:${string}`, cursor: string) {
  const seen = { texts: [] as string[], pruned: 0, gone: 0, end: (): void => {} }
  seen.end = tab.subscribe(topic, cursor, {
    onEvents: ({ events }) => seen.texts.push(...(events as { text: string }[]).map(({ text }) => text)),
    onPruned: () => seen.pruned++,
    onGone: () => seen.gone++,
  })
  return seen
}

async function newTopic(): Promise<{ topic: `thread:${string}`; start: string }> {
  const topic = `thread:${await addThread(world, place)}` as const
  return { topic, start: formatCursor(await openCursor(topic)) }
}

test('many tabs share one stream, each with all events of its topics, once and in order', async () => {
  const [one, other] = [await newTopic(), await newTopic()]
  const browser = newId()
  const all = Array.from({ length: 6 }, () => openTab(browser))
  const ones = all.map((tab) => listen(tab, one.topic, one.start))
  const others = all.slice(3).map((tab) => listen(tab, other.topic, other.start))
  await until(() => all.every((tab) => tab.status === 'live'))
  for (const text of numbers(100)) {
    await appendEvents(one.topic, [delta(text)])
    await appendEvents(other.topic, [delta(text)])
    // One who comes in the middle, from the beginning, makes the stream go back; the rest must not see it twice.
    if (text === '50') ones.push(listen(all[5] as BrowserStream, one.topic, one.start))
  }
  await until(() => [...ones, ...others].every(({ texts }) => texts.length >= 100))
  for (const { texts } of [...ones, ...others]) expect(texts).toEqual(numbers(100))
  await until(() => open === 1)
  expect(all.filter((tab) => tab.isLeader)).toHaveLength(1)
})

test('the leading tab closes while events come: the others lose nothing', async () => {
  const { topic, start } = await newTopic()
  const browser = newId()
  const all = Array.from({ length: 4 }, () => openTab(browser))
  const views = all.map((tab) => listen(tab, topic, start))
  await until(() => all.every((tab) => tab.status === 'live'))
  const last = all.length - 1
  for (const text of numbers(150)) {
    await appendEvents(topic, [delta(text)])
    const leader = all.find((tab) => tabs.has(tab) && tab.isLeader)
    if (Number(text) % 50 === 25 && leader && tabs.size > 1 && leader !== all[last]) closeTab(leader)
    await delay(1)
  }
  await until(() => (views[last]?.texts.length ?? 0) >= 150)
  expect(views[last]?.texts).toEqual(numbers(150))
  expect(tabs.size).toBeLessThan(4)
  expect(open).toBe(1)
})

test('whoever listens from now on is told when that begins: nothing after it is missed', async () => {
  const { topic } = await newTopic()
  const browser = newId()
  const heard: string[][] = []
  for (const tab of [openTab(browser), openTab(browser)]) {
    const own: string[] = []
    heard.push(own)
    tab.subscribe(topic, '', {
      onWatching: () => own.push('watching'),
      onEvents: ({ events }) => own.push(...(events as { text: string }[]).map(({ text }) => text)),
      onPruned: () => undefined,
      onGone: () => undefined,
    })
  }
  await until(() => heard.every(([first]) => first === 'watching'))
  await appendEvents(topic, [delta('0')])
  await until(() => heard.every((own) => own.length === 2))
  expect(heard).toEqual([
    ['watching', '0'],
    ['watching', '0'],
  ])
})

test('a tab that closes takes its topics with it', async () => {
  const [kept, left] = [await newTopic(), await newTopic()]
  const browser = newId()
  const leader = openTab(browser)
  await until(() => leader.isLeader)
  const follower = openTab(browser)
  const view = listen(leader, kept.topic, kept.start)
  listen(follower, left.topic, left.start)
  await until(() => follower.status === 'live')
  closeTab(follower)
  await appendEvents(kept.topic, [delta('0')])
  await until(() => view.texts.length === 1)
  expect(view.texts).toEqual(['0'])
})

test('a server that restarts, or is busy, is found again, and nothing is missed or doubled', async () => {
  const { topic, start } = await newTopic()
  const tab = openTab(newId())
  const view = listen(tab, topic, start)
  await until(() => tab.status === 'live')
  await appendEvents(topic, [delta('0')])
  await until(() => view.texts.length === 1)
  refuse = 503
  server.closeAllConnections()
  await until(() => tab.status === 'offline')
  await appendEvents(topic, [delta('1')])
  refuse = null
  await until(() => view.texts.length === 2)
  await appendEvents(topic, [delta('2')])
  await until(() => view.texts.length === 3)
  expect(view.texts).toEqual(['0', '1', '2'])
})

test('lost events reach every tab as a call to load the snapshot again', async () => {
  const { topic, start } = await newTopic()
  const browser = newId()
  const [leader, follower] = [openTab(browser), openTab(browser)]
  const other = `lost.${start.split('.')[1]}`
  const views = [listen(leader, topic, other), listen(follower, topic, other)]
  await until(() => views.every(({ pruned }) => pruned === 1))
  const again = listen(follower, topic, start)
  await appendEvents(topic, [delta('0')])
  await until(() => again.texts.length === 1)
})

test('what may not be read is told to those who asked for it, and the stream goes on for the rest', async () => {
  const { topic, start } = await newTopic()
  const tab = openTab(newId())
  const hidden = listen(tab, `thread:${newId()}`, '')
  const view = listen(tab, topic, start)
  await until(() => hidden.gone === 1)
  await appendEvents(topic, [delta('0')])
  await until(() => view.texts.length === 1)
  const before = opened
  hidden.end()
  await appendEvents(topic, [delta('1')])
  await until(() => view.texts.length === 2)
  expect(opened).toBe(before)
})

test('signed out, the stream is refused and not asked for again; signed in, it is', async () => {
  const { topic, start } = await newTopic()
  const tab = openTab(newId())
  refuse = 401
  const view = listen(tab, topic, start)
  await until(() => tab.status === 'refused')
  refuse = null
  const second = listen(tab, topic, start)
  await appendEvents(topic, [delta('0')])
  await until(() => view.texts.length === 1 && second.texts.length === 1)
})

test('without locks each tab has a stream of its own', async () => {
  const { topic, start } = await newTopic()
  const { locks } = navigator
  Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })
  try {
    const browser = newId()
    const all = [openTab(browser), openTab(browser)]
    const views = all.map((tab) => listen(tab, topic, start))
    await appendEvents(topic, [delta('0')])
    await until(() => views.every(({ texts }) => texts.length === 1))
    expect(all.every((tab) => tab.isLeader)).toBe(true)
    expect(open).toBe(2)
  } finally {
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
  }
})
