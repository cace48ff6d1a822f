import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareDatabase } from '#lib/db/migrate.ts'
import type { RunView, Transcript } from '#lib/runs/schema.ts'
import { type Crew, createCrew, type Tenant } from '#tests/support/crew.ts'
import { testSecret } from '#tests/support/database.ts'
import { type FakeModel, type FakeRequest, says, startFakeModel } from '#tests/support/fake-model.ts'
import { comparable, ThreadReader } from '#tests/support/fold-thread.ts'
import { type PrivateServices, startPrivateServices } from '#tests/support/services.ts'

const OUTAGE_MS = 1500

let services: PrivateServices
let crew: Crew
let model: FakeModel
let tenant: Tenant
let threadId: string

beforeAll(async () => {
  services = await startPrivateServices()
  const { databaseUrl: ownerUrl, redisUrl } = services
  const urls = await prepareDatabase({ ownerUrl, secret: testSecret })
  crew = await createCrew({ ownerUrl, redisUrl, ...urls, drop: () => services.destroy() })
  model = await startFakeModel(work)
  tenant = await crew.createTenant(model.url)
  await crew.startWorker()
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

/** A slow answer with a command in it, then a look at what the command left, then the end. */
function work(request: FakeRequest) {
  const { messages } = request.json as { messages: { role: string }[] }
  const results = messages.slice(messages.findLastIndex(({ role }) => role === 'user')).length - 1
  if (results > 0) return says('All done.')
  const command = 'echo effect >> effects; for i in 1 2 3 4 5 6 7 8; do echo tick $i; sleep 0.5; done; cat effects'
  const text = Array.from({ length: 80 }, (_, index) => `word${index} `)
  return { parts: [{ text, everyMs: 40 }, { toolCall: { name: 'shell', args: { command } } }] }
}

/** Starts a run and waits until it streams. */
async function begin(): Promise<{ runId: string; reader: ThreadReader; before: Transcript }> {
  threadId = await tenant.createThread(await tenant.createAgent())
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Go')
  await crew.expectEvent(threadId, before, ({ type }) => type === 'text.delta')
  return { runId, reader: new ThreadReader(threadId, before), before }
}

function expectWhole(run: RunView): void {
  expect(run).toMatchObject({ status: 'succeeded', error: null })
  expect(run.steps).toHaveLength(2)
  const text = Array.from({ length: 80 }, (_, index) => `word${index} `).join('')
  expect(run.steps[0]?.parts[0]).toEqual({ type: 'text', text })
  expect(run.steps[1]?.parts).toEqual([{ type: 'text', text: 'All done.' }])
  const [call] = run.steps[0]?.toolCalls ?? []
  expect(call).toMatchObject({ name: 'shell', status: 'succeeded' })
}

/** A reader who, as the browser does, loads the transcript again when it is told that events were lost. */
async function followToTheEnd(reader: ThreadReader): Promise<Transcript> {
  let current = reader
  for (;;) {
    const { pruned } = await current.read()
    if (pruned) current = new ThreadReader(threadId, await crew.transcript(tenant, threadId))
    const { runs } = current.transcript
    if (runs.length > 0 && runs.every(({ finishedAt }) => finishedAt !== null)) return current.transcript
    await delay(50)
  }
}

async function outage(name: 'postgres' | 'redis'): Promise<void> {
  await services.stop(name, 'SIGKILL')
  await delay(OUTAGE_MS)
  await services.start()
}

test('Redis is lost and comes back empty in mid-answer: the run ends well, and so does its reader', async () => {
  const { runId, reader } = await begin()
  const following = followToTheEnd(reader)
  await outage('redis')
  const run = await crew.run(tenant, threadId, runId)
  expectWhole(run)
  expect(run.attempt).toBe(1)
  expect(comparable(await following)).toEqual(comparable(await crew.transcript(tenant, threadId)))
})

test('Redis is lost while a tool runs', async () => {
  const { runId, reader, before } = await begin()
  const following = followToTheEnd(reader)
  await crew.expectEvent(threadId, before, ({ type }) => type === 'tool.output')
  await outage('redis')
  const run = await crew.run(tenant, threadId, runId)
  expectWhole(run)
  expect(comparable(await following)).toEqual(comparable(await crew.transcript(tenant, threadId)))
})

test('PostgreSQL is lost in mid-answer: the step is stored when it is back', async () => {
  const { runId, before } = await begin()
  await outage('postgres')
  const run = await crew.run(tenant, threadId, runId)
  expectWhole(run)
  await crew.expectSameForReader(tenant, threadId, before)
})

test('PostgreSQL is lost while a tool runs: its result is stored when it is back, and it ran once', async () => {
  const { runId, before } = await begin()
  await crew.expectEvent(threadId, before, ({ type }) => type === 'tool.output')
  await outage('postgres')
  const run = await crew.run(tenant, threadId, runId)
  expectWhole(run)
  // Commands of the tests before this one left their lines too, each one.
  const { rows } = await crew.sql.query<{ n: number }>(`select count(*)::int as n from tool_calls where name = 'shell'`)
  const effects = run.steps[0]?.toolCalls[0]?.result?.text.match(/effect/g) ?? []
  expect(effects).toHaveLength(rows[0]?.n ?? 0)
  await crew.expectSameForReader(tenant, threadId, before)
})
