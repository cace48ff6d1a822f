import { beforeEach, expect, test } from 'vitest'
import { continueRun } from '#lib/runs/continue-run.ts'
import { editMessage } from '#lib/runs/edit-message.ts'
import { getTranscript } from '#lib/runs/get-transcript.ts'
import { postMessage } from '#lib/runs/post-message.ts'
import { steerMessage } from '#lib/runs/steer-message.ts'
import { withdrawMessage } from '#lib/runs/withdraw-message.ts'
import type { Crew, Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { callsTools, type FakeModel, failsWith, hangs, says } from '#tests/support/fake-model.ts'

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

const post = (text: string, more: { afterRunId?: string; insteadOfId?: string; steer?: boolean } = {}) =>
  postMessage.run(tenant.principal, { workspaceId: tenant.workspaceId, threadId, text, ...more })
const at = (node: string | undefined) =>
  getTranscript.run(tenant.principal, { workspaceId: tenant.workspaceId, threadId, at: node })
const textsOf = ({ messages }: { messages: { text: string }[] }) => messages.map(({ text }) => text)
const asked = (): { content: string }[] => (model.requests.at(-1)?.json.messages ?? []).slice(1)

test('another version of a message begins a branch; each branch goes on by itself, and its model knows no other', async () => {
  model.script((request) => says(`answer ${request.index}`))
  const before = await crew.transcript(tenant, threadId)
  const one = await post('one')
  const two = await post('two')
  await crew.run(tenant, threadId, two.run.id)
  const other = await post('two, otherwise', { insteadOfId: two.message.id })
  await crew.run(tenant, threadId, other.run.id)
  expect(asked().map(({ content }) => content)).toEqual(['one', 'answer 0', 'two, otherwise'])

  const newest = await crew.transcript(tenant, threadId)
  expect(textsOf(newest)).toEqual(['one', 'two, otherwise'])
  expect(newest.forks).toEqual({ [one.run.id]: [two.message.id, other.message.id] })
  expect(textsOf(await at(two.message.id))).toEqual(['one', 'two'])

  // Who reads the older branch goes on with it.
  const three = await post('three', { afterRunId: two.run.id })
  await crew.run(tenant, threadId, three.run.id).catch(() => undefined)
  const older = await at(two.run.id)
  expect(textsOf(older)).toEqual(['one', 'two', 'three'])
  expect(textsOf(await at(other.run.id))).toEqual(['one', 'two, otherwise'])
  expect(asked().map(({ content }) => content)).toEqual(['one', 'answer 0', 'two', 'answer 1', 'three'])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('the first message can be said otherwise too; a message or a run of another thread is no place for a branch', async () => {
  model.script(says('Hello.'))
  const one = await post('one')
  await crew.run(tenant, threadId, one.run.id)
  const other = await post('one, otherwise', { insteadOfId: one.message.id })
  await crew.run(tenant, threadId, other.run.id)
  expect((await crew.transcript(tenant, threadId)).forks).toEqual({ root: [one.message.id, other.message.id] })
  threadId = await tenant.createThread(await tenant.createAgent())
  await expect(post('here', { insteadOfId: one.message.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(post('here', { afterRunId: one.run.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('people who post at the same moment do not part ways', async () => {
  model.script(says('Hello.'))
  const first = await post('first')
  await Promise.all(['a', 'b', 'c', 'd'].map((text) => post(text, { afterRunId: first.run.id })))
  const { messages, runs, forks } = await crew.transcript(tenant, threadId)
  for (const { id } of runs) await crew.run(tenant, threadId, id)
  expect(messages).toHaveLength(5)
  expect(forks).toEqual({})
})

test('a long thread comes in pages, from its end', async () => {
  model.script(says('Hello.'))
  for (let count = 0; count < 5; count++) await crew.run(tenant, threadId, (await post(`message ${count}`)).run.id)
  const page = (before?: string) =>
    getTranscript.run(tenant.principal, { workspaceId: tenant.workspaceId, threadId, limit: 2, before })
  const last = await page()
  expect(textsOf(last)).toEqual(['message 3', 'message 4'])
  const middle = await page(last.olderCursor ?? undefined)
  expect(textsOf(middle)).toEqual(['message 1', 'message 2'])
  const first = await page(middle.olderCursor ?? undefined)
  expect(textsOf(first)).toEqual(['message 0'])
  expect(first.olderCursor).toBeNull()
  await expect(page('nonsense')).rejects.toMatchObject({ code: 'invalid_input' })
})

test('a message that waits can be changed by its author and taken back; what follows it moves up', async () => {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  model.script((request) =>
    request.index === 0 ? { parts: [{ waitFor: gate }, { text: 'first' }] } : says(`answer ${request.index}`),
  )
  const before = await crew.transcript(tenant, threadId)
  const { workspaceId, principal } = tenant
  const busy = await post('busy')
  await model.received(1)
  const waiting = await post('to be changed')
  const unwanted = await post('unwanted')
  const last = await post('last')
  const change = { workspaceId, messageId: waiting.message.id, text: 'changed' }
  await expect(editMessage.run(await tenant.addMember(), change)).rejects.toMatchObject({ code: 'not_allowed' })
  await editMessage.run(principal, change)
  await withdrawMessage.run(principal, { workspaceId, messageId: unwanted.message.id })
  await expect(withdrawMessage.run(principal, { workspaceId, messageId: busy.message.id })).rejects.toMatchObject({
    code: 'conflict',
  })
  release()
  await crew.run(tenant, threadId, last.run.id)
  expect(asked().map(({ content }) => content)).toEqual(['busy', 'first', 'changed', 'answer 1', 'last'])
  await expect(editMessage.run(principal, change)).rejects.toMatchObject({ code: 'conflict' })
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a message that is handed to a run is taken in at its next step, once; its followers wait for the run', async () => {
  const { workspaceId, principal } = tenant
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  model.script((request) =>
    request.index === 0
      ? { parts: [{ waitFor: gate }, { toolCall: { name: 'list_files', args: {} } }] }
      : says(`answer ${request.index}`),
  )
  const before = await crew.transcript(tenant, threadId)
  const busy = await post('busy')
  await model.received(1)
  const queued = await post('queued first')
  const steered = await post('handed over', { steer: true })
  const last = await post('last')
  expect(steered.run.steersRunId).toBe(busy.run.id)
  // One that waited already can be handed over as well.
  await steerMessage.run(principal, { workspaceId, messageId: queued.message.id })
  release()
  const run = await crew.run(tenant, threadId, busy.run.id)
  expect(run.steering.map(({ step, message }) => [step, message.text])).toEqual([
    [1, 'queued first'],
    [1, 'handed over'],
  ])
  expect(model.requests.some(({ body }) => body.includes('queued first') && body.includes('handed over'))).toBe(true)
  await crew.run(tenant, threadId, last.run.id)
  const after = await crew.transcript(tenant, threadId)
  expect(textsOf(after)).toEqual(['busy', 'last'])
  expect(after.messages[1]?.parentRunId).toBe(busy.run.id)
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a message that comes too late for the run waits its turn like any other', async () => {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  model.script((request) => (request.index === 0 ? { parts: [{ waitFor: gate }, { text: 'one' }] } : says('two')))
  const busy = await post('busy')
  await model.received(1)
  const late = await post('late', { steer: true })
  release()
  expect((await crew.run(tenant, threadId, busy.run.id)).steering).toEqual([])
  expect((await crew.run(tenant, threadId, late.run.id)).status).toBe('succeeded')
  expect(textsOf(await crew.transcript(tenant, threadId))).toEqual(['busy', 'late'])
})

test('who died after a message was handed over lost nothing: it is taken in once, by whoever goes on', async () => {
  model.script((request) =>
    request.index === 0 ? callsTools({ name: 'shell', args: { command: 'sleep 60' } }) : says('done'),
  )
  const before = await crew.transcript(tenant, threadId)
  const busy = await post('busy')
  await crew.expectEvent(threadId, before, ({ type }) => type === 'tool.started')
  await post('handed over', { steer: true })
  await crew.killWorkers()
  await crew.startWorker()
  const run = await crew.run(tenant, threadId, busy.run.id)
  expect(run).toMatchObject({ status: 'succeeded', attempt: 2 })
  expect(run.steering.map(({ message }) => message.text)).toEqual(['handed over'])
  expect(JSON.stringify(model.requests.at(-1)?.json).match(/handed over/g)).toHaveLength(1)
  expect(textsOf(await crew.transcript(tenant, threadId))).toEqual(['busy'])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a failed run that goes on takes in what was handed to it meanwhile, or leaves it to its own run', async () => {
  model.script(failsWith(401, 'No credit.'))
  const failed = await post('fails')
  await crew.run(tenant, threadId, failed.run.id)
  model.script(hangs())
  const other = await post('instead', { insteadOfId: failed.message.id })
  await model.received(1)
  // Nothing is at work on this branch: it is an ordinary message.
  const plain = await post('plain', { afterRunId: failed.run.id, steer: true })
  expect(plain.run.steersRunId).toBeNull()
  await expect(
    steerMessage.run(tenant.principal, { workspaceId: tenant.workspaceId, messageId: plain.message.id }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await expect(
    continueRun.run(tenant.principal, { workspaceId: tenant.workspaceId, runId: other.run.id }),
  ).rejects.toMatchObject({ code: 'conflict' })
})
