import { beforeEach, expect, test } from 'vitest'
import type { Crew, Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { type FakeModel, failsWith, says } from '#tests/support/fake-model.ts'
import { comparable, ThreadReader } from '#tests/support/fold-thread.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let threadId: string

crewAtWork((started) => {
  ;({ crew, model, tenant } = started)
})
beforeEach(async () => {
  threadId = await tenant.createThread(await tenant.createAgent())
})

test('an overloaded provider is asked again', async () => {
  model.script([failsWith(500, 'Sorry.'), failsWith(503, 'Overloaded.'), says('At last.')])
  const before = await crew.transcript(tenant, threadId)
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Hi'))
  expect(run).toMatchObject({ status: 'succeeded', attempt: 1 })
  const reader = new ThreadReader(threadId, before)
  await reader.read()
  expect(reader.events.filter(({ type }) => type === 'run.retrying')).toMatchObject([
    { reason: expect.stringContaining('Sorry.') },
    { reason: expect.stringContaining('Overloaded.') },
  ])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('an answer that breaks off in the middle is begun anew, and what was streamed of it is dropped', async () => {
  model.script([{ parts: [{ text: 'Half an ans' }, { waitMs: 50 }, { disconnect: true }] }, says('The whole answer.')])
  const before = await crew.transcript(tenant, threadId)
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Hi'))
  expect(run.steps.map(({ parts }) => parts)).toEqual([[{ type: 'text', text: 'The whole answer.' }]])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a run whose provider asks for a long pause waits in the queue, and only runs with that key wait', async () => {
  const other = await crew.createTenant(model.url)
  const theirs = await other.createThread(await other.createAgent())
  let refused = 0
  model.script((request) =>
    request.body.includes('limited') && refused++ === 0 ? failsWith(429, 'Slow down.', 4) : says('Done.'),
  )
  const runId = await tenant.post(threadId, 'limited')
  const waiting = await crew.run(tenant, threadId, runId, (run) => run.status === 'queued' && run.attempt === 1)
  expect(waiting.finishedAt).toBeNull()
  const refusedAtMs = model.requests.at(-1)?.receivedAtMs ?? 0
  // The same key, in another thread: no call before the pause is over.
  const second = await tenant.createThread(await tenant.createAgent())
  const secondRun = await tenant.post(second, 'same key')
  // Another key does not wait.
  await crew.run(other, theirs, await other.post(theirs, 'another key'))
  const sameKey = () => model.requests.filter(({ body }) => /limited|same key/.test(body))
  expect(sameKey()).toHaveLength(1)

  expect((await crew.run(tenant, threadId, runId)).status).toBe('succeeded')
  expect((await crew.run(tenant, second, secondRun)).status).toBe('succeeded')
  for (const { receivedAtMs } of sameKey().slice(1)) expect(receivedAtMs - refusedAtMs).toBeGreaterThanOrEqual(3900)
})

test('a provider that refuses for good gives way to the next model', async () => {
  threadId = await tenant.createThread(await tenant.createAgent({ models: ['first', 'second'] }))
  model.script((request) => (request.model === 'first' ? failsWith(401, 'Incorrect API key.') : says('From second.')))
  const before = await crew.transcript(tenant, threadId)
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Hi'))
  expect(run).toMatchObject({ status: 'succeeded', steps: [{ model: 'second' }] })
  expect(model.requests.slice(-2).map((request) => request.model)).toEqual(['first', 'second'])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a run fails with the provider’s own words', async () => {
  model.script(failsWith(400, 'This model has a maximum context length of 8 tokens.'))
  const before = await crew.transcript(tenant, threadId)
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Hi'))
  expect(run).toMatchObject({ status: 'failed', steps: [] })
  expect(run.error?.message).toContain('This model has a maximum context length of 8 tokens.')
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a provider that never recovers is given up after a bounded number of calls', async () => {
  model.script(failsWith(500, 'Out of order.'))
  const asked = model.requests.length
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Hi'))
  expect(run).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('Out of order.') } })
  expect(model.requests.length - asked).toBe(4)
  expect(comparable(await crew.transcript(tenant, threadId)).runs).toHaveLength(1)
})
