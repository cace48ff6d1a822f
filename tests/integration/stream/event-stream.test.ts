import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST } from '#app/api/stream/route.ts'
import { GET } from '#app/api/v1/workspaces/[workspaceId]/runs/[runId]/events/route.ts'
import { closeDb } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { closeRedis } from '#lib/queue/connection.ts'
import { appendEvents } from '#lib/stream/append.ts'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { closeStreamHub } from '#lib/stream/hub.ts'
import {
  addApiKey,
  addPerson,
  addTenant,
  addThread,
  createWorld,
  type Person,
  SseReader,
  type World,
} from './fixture.ts'

let world: World
let place: Awaited<ReturnType<typeof addTenant>>
let ada: Person

beforeAll(async () => {
  world = await createWorld()
  place = await addTenant(world)
  ada = await addPerson(world, place.tenantId)
})

afterAll(async () => {
  closeStreamHub()
  await Promise.all([closeRedis(), closeDb()])
  await world.drop()
})

const origin = 'http://localhost:3000'

function streamRequest(topics: Record<string, string>, headers: Record<string, string>): Request {
  return new Request(`${origin}/api/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, host: 'localhost:3000', ...headers },
    body: JSON.stringify({ topics }),
  })
}

const openFor = (person: Person, topics: Record<string, string>) =>
  SseReader.open(POST, streamRequest(topics, { cookie: person.cookie }))
const openWithKey = (key: string, topics: Record<string, string>) =>
  SseReader.open(POST, streamRequest(topics, { authorization: `Bearer ${key}` }))

const has = (event: string, part: string) => (reader: SseReader) =>
  reader.frames.some((frame) => frame.event === event && frame.data.includes(part))

const delta = (runId: string, text: string): ThreadEvent => ({ type: 'text.delta', runId, attempt: 1, step: 0, text })

test('one stream carries several topics, and goes on from its cursors', async () => {
  const [first, second] = [await addThread(world, place), await addThread(world, place)]
  const workspace = `workspace:${place.workspaceId}`
  const topics = { [`thread:${first}`]: '', [`thread:${second}`]: '', [workspace]: '' }
  const stream = await openFor(ada, topics)
  await stream.until(({ frames }) => frames.filter(({ event }) => event === 'watching').length === 3)
  const runId = newId()
  await appendEvents(`thread:${first}`, [delta(runId, 'one')])
  await appendEvents(`thread:${second}`, [delta(runId, 'two'), delta(runId, 'three')])
  await appendEvents(`workspace:${place.workspaceId}`, [{ type: 'thread.changed', threadId: first }])
  await stream.until(has('events', 'one'))
  await stream.until(has('events', 'three'))
  await stream.until(has('events', 'thread.changed'))
  const last = stream.frames.findLast((frame) => frame.data.includes(first) && frame.data.includes('one'))
  stream.close()
  await appendEvents(`thread:${first}`, [delta(runId, 'four')])
  const resumed = await openFor(ada, { [`thread:${first}`]: last?.id ?? '' })
  await resumed.until(has('events', 'four'))
  expect(resumed.frames.some((frame) => frame.data.includes('one'))).toBe(false)
  resumed.close()
})

test('what one may not read is gone from the start, and never sent', async () => {
  const elsewhere = await addTenant(world)
  const grace = await addPerson(world, place.tenantId)
  const closed = newId()
  await world.sql(`insert into workspaces (id, tenant_id, name, access) values ($1, $2, 'Closed', 'named')`, [
    closed,
    place.tenantId,
  ])
  const hidden = {
    foreign: `thread:${await addThread(world, elsewhere)}`,
    foreignWorkspace: `workspace:${elsewhere.workspaceId}`,
    private: `thread:${await addThread(world, place, grace.userId)}`,
    closed: `workspace:${closed}`,
    missing: `thread:${newId()}`,
  }
  const open = `thread:${await addThread(world, place)}` as const
  const stream = await openFor(ada, Object.fromEntries([...Object.values(hidden), open].map((topic) => [topic, ''])))
  await stream.until(({ frames }) => frames.some(({ event }) => event === 'watching'))
  await appendEvents(hidden.private as `thread:${string}`, [delta(newId(), 'secret')])
  await appendEvents(hidden.foreign as `thread:${string}`, [delta(newId(), 'secret')])
  await appendEvents(open, [delta(newId(), 'public')])
  await stream.until(has('events', 'public'))
  const gone = stream.frames.filter(({ event }) => event === 'gone').map(({ data }) => JSON.parse(data).topic)
  expect(gone.sort()).toEqual(Object.values(hidden).sort())
  expect(stream.frames.some(({ data }) => data.includes('secret'))).toBe(false)
  stream.close()
  // Her own private thread, by contrast, is hers.
  const own = await openFor(grace, { [hidden.private]: '' })
  await own.until(({ frames }) => frames.some(({ event }) => event === 'watching'))
  own.close()
})

test('a stranger gets no stream, and another site cannot open one with the cookie', async () => {
  const topic = `thread:${await addThread(world, place)}`
  await expect(SseReader.open(POST, streamRequest({ [topic]: '' }, {}))).rejects.toThrow(/^401/)
  const foreign = streamRequest({ [topic]: '' }, { cookie: ada.cookie, origin: 'https://evil.example' })
  await expect(SseReader.open(POST, foreign)).rejects.toThrow(/^403/)
  await expect(openFor(ada, { 'thread:*': '' })).rejects.toThrow(/^400/)
})

test('within five seconds a revoked login, membership or key ends its streams, and nobody else’s', async () => {
  const topic = `thread:${await addThread(world, place)}` as const
  const people = await Promise.all([1, 2, 3].map(() => addPerson(world, place.tenantId)))
  const [login, membership, untouched] = people as [Person, Person, Person]
  const key = await addApiKey(world, place)
  const streams = {
    login: await openFor(login, { [topic]: '' }),
    membership: await openFor(membership, { [topic]: '' }),
    key: await openWithKey(key.key, { [topic]: '' }),
  }
  const stays = await openFor(untouched, { [topic]: '' })
  await world.sql('update logins set revoked_at = now() where id = $1', [login.loginId])
  await world.sql('delete from memberships where user_id = $1', [membership.userId])
  await world.sql('update api_keys set revoked_at = now() where id = $1', [key.id])
  const start = Date.now()
  await Promise.all(Object.values(streams).map((stream) => stream.until(({ ended }) => ended)))
  // A promised deadline, not a speed.
  expect(Date.now() - start).toBeLessThan(5_000)
  for (const stream of Object.values(streams)) expect(stream.frames.at(-1)?.event).toBe('gone')
  await appendEvents(topic, [delta(newId(), 'after')])
  await stays.until(has('events', 'after'))
  expect(stays.ended).toBe(false)
  stays.close()
})

test('one principal cannot hold streams without end', async () => {
  const topic = `thread:${await addThread(world, place)}`
  const greedy = await addPerson(world, place.tenantId)
  const open = await Promise.all(Array.from({ length: 32 }, () => openFor(greedy, { [topic]: '' })))
  await expect(openFor(greedy, { [topic]: '' })).rejects.toThrow(/^429/)
  for (const stream of open) stream.close()
  await Promise.all(open.map((stream) => stream.until(({ ended }) => ended)))
  const again = await openFor(greedy, { [topic]: '' })
  again.close()
})

async function addRun(threadId: string, status: string): Promise<string> {
  const [messageId, runId] = [newId(), newId()]
  await world.sql(
    `insert into messages (id, tenant_id, workspace_id, thread_id, author_id, author_name, text)
     values ($1, $2, $3, $4, $5, 'Ada', 'Hello')`,
    [messageId, place.tenantId, place.workspaceId, threadId, ada.userId],
  )
  await world.sql(
    `insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, status, created_by_id)
     values ($1, $2, $3, $4, $5, $6, $7::"RunStatus", $8)`,
    [runId, place.tenantId, place.workspaceId, threadId, place.agentId, messageId, status, ada.userId],
  )
  return runId
}

function openRun(runId: string, key: string, lastEventId?: string) {
  const headers = { authorization: `Bearer ${key}`, ...(lastEventId && { 'last-event-id': lastEventId }) }
  const { workspaceId } = place
  const url = `${origin}/api/v1/workspaces/${workspaceId}/runs/${runId}/events`
  const context = { params: Promise.resolve({ workspaceId, runId }) }
  return SseReader.open((request) => GET(request, context), new Request(url, { headers }))
}

test('an API client follows one run: what is durable first, its events alone, and the end', async () => {
  const threadId = await addThread(world, place)
  const { key } = await addApiKey(world, place)
  const runId = await addRun(threadId, 'running')
  const stream = await openRun(runId, key)
  await appendEvents(`thread:${threadId}`, [delta(runId, 'mine'), delta(newId(), 'not mine')])
  await stream.until(has('text.delta', 'mine'))
  const middle = stream.frames.at(-1)?.id
  await appendEvents(`thread:${threadId}`, [
    { type: 'run.finished', runId, attempt: 1, status: 'succeeded', error: null },
  ])
  await stream.until(({ ended }) => ended)
  expect(stream.frames.map(({ event }) => event)).toEqual(['snapshot', 'text.delta', 'run.finished'])
  expect(JSON.parse(stream.frames[0]?.data ?? '')).toMatchObject({ id: runId, status: 'running' })

  const resumed = await openRun(runId, key, middle)
  await resumed.until(({ ended }) => ended)
  expect(resumed.frames.map(({ event }) => event)).toEqual(['run.finished'])

  await world.sql(`update runs set status = 'succeeded', finished_at = now() where id = $1`, [runId])
  const late = await openRun(runId, key)
  await late.until(({ ended }) => ended)
  expect(late.frames.map(({ event }) => event)).toEqual(['snapshot'])
  await expect(openRun(runId, key, late.frames[0]?.id)).rejects.toThrow(/^204/)
})

test('a run of another tenant is not found', async () => {
  const elsewhere = await addTenant(world)
  const { key } = await addApiKey(world, elsewhere)
  const runId = await addRun(await addThread(world, place), 'running')
  await expect(openRun(runId, key)).rejects.toThrow(/^404/)
})
