import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { postMessage } from '#lib/runs/post-message.ts'
import { listThreads } from '#lib/threads/list-threads.ts'
import type { Crew, Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { type FakeModel, says } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let agentId: string
let threadId: string

crewAtWork((started) => {
  ;({ crew, model, tenant } = started)
})
beforeAll(async () => {
  agentId = await tenant.createAgent()
})
beforeEach(async () => {
  threadId = await tenant.createThread(agentId)
})

test('a message is answered, and a reader of the stream ends with what the database says', async () => {
  model.script({ parts: [{ text: 'Hello there.', everyMs: 5 }], usage: { inputTokens: 10, outputTokens: 2 } })
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Hi')
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({ status: 'succeeded', attempt: 1, error: null })
  expect(run.steps).toMatchObject([{ parts: [{ type: 'text', text: 'Hello there.' }], finishReason: 'stop' }])
  expect(run.steps[0]?.usage).toMatchObject({ inputTokens: 10, outputTokens: 2 })
  await crew.expectSameForReader(tenant, threadId, before)

  const { rows: usage } = await crew.sql.query('select * from usage_events where run_id = $1', [runId])
  expect(usage).toMatchObject([{ input_tokens: 10, output_tokens: 2, step_index: 0 }])
  const { rows: audit } = await crew.sql.query('select action from audit_events where target_id = $1 order by id', [
    runId,
  ])
  expect(audit.map(({ action }) => action)).toEqual(['run.queued', 'run.succeeded'])
})

test('the model is told what was said before', async () => {
  model.script((request) => says(`answer ${request.index}`))
  await crew.run(tenant, threadId, await tenant.post(threadId, 'first'))
  await crew.run(tenant, threadId, await tenant.post(threadId, 'second'))
  const { messages } = model.requests.at(-1)?.json ?? {}
  const turns = messages.map(({ role, content }: { role: string; content: string }) => [role, content])
  expect(turns.slice(1)).toEqual([
    ['user', 'first'],
    ['assistant', 'answer 0'],
    ['user', 'second'],
  ])
  expect(turns[0][1]).toContain('You help.')
})

test('who was shut out since gives no more work', async () => {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  model.script({ parts: [{ waitFor: gate }, { text: 'done' }] })
  const first = await tenant.post(threadId, 'first')
  await model.received(1)
  const asked = model.requests.length
  const leaver = await tenant.addMember()
  const input = { workspaceId: tenant.workspaceId, threadId, text: 'on my way out' }
  const { run } = await postMessage.run(leaver, input)
  await crew.sql.query(
    `update api_keys set revoked_at = now() where id = (select created_by_id from runs where id = $1)`,
    [run.id],
  )
  release()
  expect((await crew.run(tenant, threadId, first)).status).toBe('succeeded')
  const ended = await crew.run(tenant, threadId, run.id)
  expect(ended).toMatchObject({ status: 'failed', error: { code: 'not_allowed' }, steps: [] })
  expect(model.requests.length).toBe(asked)
})

test('a second message waits its turn', async () => {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  model.script((request) =>
    request.index === 0 ? { parts: [{ text: 'one' }, { waitFor: gate }, { text: ' two' }] } : says('three'),
  )
  const first = await tenant.post(threadId, 'first')
  await model.received(1)
  const second = await tenant.post(threadId, 'second')
  // Another thread of the same agent does not wait.
  const elsewhere = await tenant.createThread(agentId)
  await crew.run(tenant, elsewhere, await tenant.post(elsewhere, 'other'))
  expect((await crew.run(tenant, threadId, second, () => true)).status).toBe('queued')
  release()
  expect((await crew.run(tenant, threadId, first)).steps[0]?.parts).toEqual([{ type: 'text', text: 'one two' }])
  expect((await crew.run(tenant, threadId, second)).status).toBe('succeeded')
})

test('posting again with the same ids starts no second run; ids of others are refused', async () => {
  model.script(says('Hello.'))
  const { principal, workspaceId } = tenant
  const post = { workspaceId, threadId, text: 'Hi', messageId: randomUUID(), runId: randomUUID() }
  const [first, second] = await Promise.all([postMessage.run(principal, post), postMessage.run(principal, post)])
  const third = await postMessage.run(principal, post)
  for (const answer of [first, second, third]) {
    expect(answer.message.id).toBe(post.messageId)
    expect(answer.run.id).toBe(post.runId)
  }
  await crew.run(tenant, threadId, post.runId)
  expect((await crew.transcript(tenant, threadId)).runs).toHaveLength(1)
  const { rowCount } = await crew.sql.query(
    `select 1 from audit_events where action = 'run.queued' and target_id = $1`,
    [post.runId],
  )
  expect(rowCount).toBe(1)

  await expect(postMessage.run(principal, { ...post, text: 'Another' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(postMessage.run(principal, { ...post, messageId: randomUUID() })).rejects.toMatchObject({
    code: 'conflict',
  })
  const stranger = await crew.createTenant(model.url)
  const theirs = await stranger.createThread(await stranger.createAgent())
  await expect(
    postMessage.run(stranger.principal, { ...post, workspaceId: stranger.workspaceId, threadId: theirs }),
  ).rejects.toMatchObject({ code: 'conflict' })
  expect((await crew.transcript(stranger, theirs)).messages).toEqual([])
})

test('text has limits, and what PostgreSQL refuses does not fail', async () => {
  model.script({ parts: [{ text: 'nul \u0000 and half \ud83d of a pair' }] })
  for (const text of ['', '  \n', 'x'.repeat(100_001)]) {
    await expect(
      postMessage.run(tenant.principal, { workspaceId: tenant.workspaceId, threadId, text }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  }
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'nul \u0000'))
  expect(run.status).toBe('succeeded')
  expect((await crew.transcript(tenant, threadId)).messages[0]?.text).toBe('nul \ufffd')
})

test('a thread is named by its first message and moves to the front', async () => {
  const { principal, workspaceId } = tenant
  await tenant.createThread(agentId)
  await crew.run(tenant, threadId, await tenant.post(threadId, 'Plan the launch\nin detail'))
  const { items: threads } = await listThreads.run(principal, { workspaceId, agentId })
  expect(threads[0]).toMatchObject({
    id: threadId,
    title: 'Plan the launch',
    private: false,
    origin: { source: 'api' },
  })
})

test('a private thread exists for its creator alone', async () => {
  const own = await tenant.createThread(agentId, { private: true })
  await crew.run(tenant, own, await tenant.post(own, 'secret'))
  const colleague = { ...tenant, principal: await tenant.addMember() }
  await expect(crew.transcript(colleague, own)).rejects.toMatchObject({ code: 'not_found' })
  const { items: threads } = await listThreads.run(colleague.principal, { workspaceId: tenant.workspaceId, limit: 200 })
  expect(threads.map(({ id }) => id)).not.toContain(own)
  expect(threads.map(({ id }) => id)).toContain(threadId)
})
