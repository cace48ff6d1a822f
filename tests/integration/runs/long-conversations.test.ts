import { expect, test } from 'vitest'
import { postMessage } from '#lib/runs/post-message.ts'
import { stopToolCall } from '#lib/runs/stop-tool-call.ts'
import { writeFile } from '#lib/workspaces/write-file.ts'
import type { Crew, Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { callsTools, type FakeModel, type FakeRequest, failsWith, says } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant

crewAtWork((started) => {
  ;({ crew, model, tenant } = started)
})

const isSummary = (request: FakeRequest) => request.body.includes('You summarise a conversation')
const LONG = 'many words '.repeat(400)

test('a conversation that outgrows the window is summarised once, visibly and paid for; the original stays', async () => {
  const threadId = await tenant.createThread(await tenant.createAgent({ tools: [], contextTokens: 2000 }))
  model.script((request) => says(isSummary(request) ? 'They spoke of many words.' : 'Aye.'))
  const before = await crew.transcript(tenant, threadId)
  await crew.run(tenant, threadId, await tenant.post(threadId, LONG))
  const runId = await tenant.post(threadId, `the last wish ${LONG.slice(0, 2000)}`)
  const run = await crew.run(tenant, threadId, runId)
  expect(run.steps.map(({ kind, parts }) => [kind, parts])).toEqual([
    ['summary', [{ type: 'text', text: 'They spoke of many words.' }]],
    ['answer', [{ type: 'text', text: 'Aye.' }]],
  ])
  const last = model.requests.at(-1)
  expect(last?.body).toContain('They spoke of many words.')
  expect(last?.body).toContain('the last wish')
  expect(last?.bytes).toBeLessThan(LONG.length)
  const { messages } = await crew.transcript(tenant, threadId)
  expect(messages[0]?.text).toBe(LONG.trim())
  const { rows: usage } = await crew.sql.query('select step_index from usage_events where run_id = $1 order by 1', [
    runId,
  ])
  expect(usage.map(({ step_index }) => step_index)).toEqual([0, 1])
  await crew.expectSameForReader(tenant, threadId, before)

  // What comes after goes on from the summary, without another one.
  const asked = model.requests.length
  await crew.run(tenant, threadId, await tenant.post(threadId, 'short'))
  expect(model.requests.length).toBe(asked + 1)
  expect(model.requests.at(-1)?.body).toContain('They spoke of many words.')
})

test('long results of earlier tools give way before anything is summarised', async () => {
  const threadId = await tenant.createThread(await tenant.createAgent({ contextTokens: 6000 }))
  const noisy = callsTools({ name: 'shell', args: { command: 'seq 1 2500' } })
  model.script([noisy, noisy, says('Done.')])
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'count'))
  expect(run).toMatchObject({ status: 'succeeded' })
  expect(run.steps.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'answer'])
  expect(model.requests.at(-1)?.body).toContain('characters left out')
})

test('a provider that knows its window to be smaller is heard', async () => {
  const threadId = await tenant.createThread(await tenant.createAgent({ tools: [] }))
  model.script(says('Aye.'))
  await crew.run(tenant, threadId, await tenant.post(threadId, LONG))
  model.script((request) =>
    isSummary(request)
      ? says('In short.')
      : request.bytes > 3000
        ? failsWith(400, 'This model’s maximum context length is 700 tokens.')
        : says('Aye.'),
  )
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'and now?'))
  expect(run).toMatchObject({ status: 'succeeded', steps: [{ kind: 'summary' }, { kind: 'answer' }] })
})

test('who died in the middle of a summary left nothing half: another one makes it whole', async () => {
  const threadId = await tenant.createThread(await tenant.createAgent({ tools: [], contextTokens: 2000 }))
  model.script(says('Aye.'))
  const before = await crew.transcript(tenant, threadId)
  await crew.run(tenant, threadId, await tenant.post(threadId, LONG))
  let summaries = 0
  model.script((request) => {
    if (!isSummary(request)) return says('Aye.')
    return summaries++ === 0
      ? { parts: [{ text: 'Half a sum' }, { waitFor: new Promise(() => {}) }] }
      : says('A whole summary.')
  })
  const runId = await tenant.post(threadId, `go on ${LONG.slice(0, 2000)}`)
  await crew.expectEvent(threadId, before, (event) => event.type === 'text.delta' && event.text.includes('Half'))
  await crew.killWorkers()
  await crew.startWorker()
  const run = await crew.run(tenant, threadId, runId)
  expect(run.steps.map(({ kind, parts }) => [kind, parts[0]])).toEqual([
    ['summary', { type: 'text', text: 'A whole summary.' }],
    ['answer', { type: 'text', text: 'Aye.' }],
  ])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('one call is stopped, its model is told by whom, and the run goes on', async () => {
  const threadId = await tenant.createThread(await tenant.createAgent())
  model.script([
    callsTools(
      { name: 'shell', args: { command: 'echo begun; sleep 60' } },
      { name: 'shell', args: { command: 'echo second' } },
    ),
    says('I go on.'),
  ])
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'work')
  await crew.expectEvent(threadId, before, (event) => event.type === 'tool.output' && event.text.includes('begun'))
  const running = await crew.run(tenant, threadId, runId, () => true)
  const call = running.steps[0]?.toolCalls[0]
  await stopToolCall.run(tenant.principal, {
    workspaceId: tenant.workspaceId,
    runId,
    toolCallId: call?.id ?? '',
  })
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({ status: 'succeeded', attempt: 1 })
  expect(run.steps[0]?.toolCalls).toMatchObject([
    { status: 'cancelled', result: { text: expect.stringMatching(/begun[\s\S]*A person stopped this call/) } },
    { status: 'succeeded', result: { text: expect.stringContaining('second') } },
  ])
  expect(model.requests.at(-1)?.body).toContain('A person stopped this call')
  await crew.expectSameForReader(tenant, threadId, before)
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

test('an attached image is shown to a model that sees, and told of to one that does not; what it is its bytes say', async () => {
  const { principal, workspaceId } = tenant
  const put = (path: string, bytes: Uint8Array) => writeFile.run(principal, { workspaceId, path, bytes })
  await put('/workspace/uploads/1/räum lich.txt', PNG)
  await put('/workspace/uploads/1/not-an-image.png', Buffer.from('#!/bin/sh\n'))
  const attachments = ['/workspace/uploads/1/räum lich.txt', '/workspace/uploads/1/not-an-image.png']
  model.script(says('I see.'))
  for (const sees of [true, false]) {
    const threadId = await tenant.createThread(await tenant.createAgent({ sees }))
    const post = { workspaceId, threadId, text: 'look', attachments }
    const { message, run } = await postMessage.run(principal, post)
    expect(message.attachments).toMatchObject([
      { name: 'räum lich.txt', size: PNG.byteLength, mediaType: 'image/png' },
      { mediaType: 'text/plain' },
    ])
    await crew.run(tenant, threadId, run.id)
    const told = model.requests.at(-1)?.body ?? ''
    expect(told.includes(PNG.toString('base64'))).toBe(sees)
    expect(told).toContain('/workspace/uploads/1/räum lich.txt')
    expect(told.includes('You cannot see images')).toBe(!sees)
  }
  const threadId = await tenant.createThread(await tenant.createAgent())
  for (const path of ['/workspace/uploads', '/workspace/nothing', '/etc/passwd']) {
    const post = postMessage.run(principal, { workspaceId, threadId, text: 'look', attachments: [path] })
    await expect(post).rejects.toMatchObject({ code: expect.stringMatching(/not_found|invalid_input|not_allowed/) })
  }
})
