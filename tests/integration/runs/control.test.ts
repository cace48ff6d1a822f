import { beforeEach, expect, test } from 'vitest'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { continueRun } from '#lib/runs/continue-run.ts'
import { retryRun } from '#lib/runs/retry-run.ts'
import type { Crew, Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { type FakeModel, failsWith, hangs, says } from '#tests/support/fake-model.ts'

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

const cancel = (runId: string) => cancelRun.run(tenant.principal, { workspaceId: tenant.workspaceId, runId })
const retry = (runId: string) => retryRun.run(tenant.principal, { workspaceId: tenant.workspaceId, runId })
const goOn = (runId: string) => continueRun.run(tenant.principal, { workspaceId: tenant.workspaceId, runId })

test('a run in mid-answer ends when it is cancelled; what people have read of it stays', async () => {
  model.script({ parts: [{ text: 'Once upon a time' }, { waitFor: new Promise(() => {}) }] })
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Tell')
  await model.received(1)
  const request = model.requests.at(-1)
  await cancel(runId)
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({ status: 'cancelled', error: null })
  expect(request?.aborted).toBe(true)
  await crew.expectSameForReader(tenant, threadId, before)
  // Once more changes nothing.
  expect((await cancel(runId)).status).toBe('cancelled')
})

test('the text before a cancel is kept, and the run can go on behind it', async () => {
  model.script([{ parts: [{ text: 'Once upon a time' }, { waitFor: new Promise(() => {}) }] }, says('there was.')])
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Tell')
  await crew.expectEvent(threadId, before, ({ type }) => type === 'text.delta')
  await cancel(runId)
  const cancelled = await crew.run(tenant, threadId, runId)
  expect(cancelled.steps).toMatchObject([
    { parts: [{ type: 'text', text: expect.stringContaining('Once') }], finishReason: 'cancelled', usage: null },
  ])
  await goOn(runId)
  const run = await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')
  expect(run.steps).toHaveLength(2)
  expect(run.steps[1]?.parts).toEqual([{ type: 'text', text: 'there was.' }])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a run in the queue is cancelled at once, and the one behind it moves up', async () => {
  model.script([hangs(), says('Done.')])
  const busy = await tenant.post(threadId, 'one')
  await model.received(1)
  const waiting = await tenant.post(threadId, 'two')
  const behind = await tenant.post(threadId, 'three')
  expect((await cancel(waiting)).status).toBe('cancelled')
  await cancel(busy)
  await crew.run(tenant, threadId, busy)
  expect((await crew.run(tenant, threadId, behind)).status).toBe('succeeded')
  expect((await crew.transcript(tenant, threadId)).runs.map(({ status }) => status)).toEqual([
    'cancelled',
    'cancelled',
    'succeeded',
  ])
})

test('a retry answers the same message beside the run before, which leaves the conversation that goes on', async () => {
  model.script([says('Bad answer.'), says('Good answer.'), says('Third.')])
  const before = await crew.transcript(tenant, threadId)
  const first = await tenant.post(threadId, 'Hi')
  await crew.run(tenant, threadId, first)
  const second = await retry(first)
  await crew.run(tenant, threadId, second.id)
  await crew.run(tenant, threadId, await tenant.post(threadId, 'And?'))
  const { messages, runs, forks } = await crew.transcript(tenant, threadId)
  expect(messages).toHaveLength(2)
  expect(runs.map(({ id }) => id)).toEqual([second.id, expect.any(String)])
  expect(forks).toEqual({ [messages[0]?.id ?? '']: [first, second.id] })
  const asked = model.requests.at(-1)?.body ?? ''
  expect(asked).toContain('Good answer.')
  expect(asked).not.toContain('Bad answer.')
  expect(model.requests.at(-2)?.body).not.toContain('Bad answer.')
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a failed run goes on when its provider is well again; a succeeded or running one cannot', async () => {
  model.script(failsWith(401, 'No credit.'))
  const runId = await tenant.post(threadId, 'Hi')
  expect((await crew.run(tenant, threadId, runId)).status).toBe('failed')
  model.script(says('Hello again.'))
  await goOn(runId)
  const run = await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')
  expect(run).toMatchObject({ attempt: 2, error: null })
  await expect(goOn(runId)).rejects.toMatchObject({ code: 'conflict' })

  model.script(hangs())
  const busy = await tenant.post(threadId, 'wait')
  await model.received(1)
  await expect(goOn(busy)).rejects.toMatchObject({ code: 'conflict' })
  await expect(retry(busy)).rejects.toMatchObject({ code: 'conflict' })
  await cancel(busy)
  await crew.run(tenant, threadId, busy)
})
