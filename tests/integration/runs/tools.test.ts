import { beforeAll, beforeEach, expect, test } from 'vitest'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { continueRun } from '#lib/runs/continue-run.ts'
import { type Crew, eventually, type Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { callsTools, type FakeModel, says } from '#tests/support/fake-model.ts'
import { ThreadReader } from '#tests/support/fold-thread.ts'

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

const shell = (command: string) => ({ name: 'shell', args: { command } })

test('tools run in order, their output is seen live, and the model reads what they came to', async () => {
  model.script([
    { parts: [{ text: 'Let me look. ' }, { toolCall: shell('echo one > a; echo two') }, { toolCall: shell('cat a') }] },
    callsTools({ name: 'read_file', args: { path: 'a' } }),
    says('Done.'),
  ])
  const before = await crew.transcript(tenant, threadId)
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Go'))
  expect(run.status).toBe('succeeded')
  expect(run.steps).toHaveLength(3)
  expect(run.steps[0]?.toolCalls).toMatchObject([
    { name: 'shell', status: 'succeeded', result: { text: expect.stringContaining('two') } },
    { name: 'shell', status: 'succeeded', result: { text: expect.stringContaining('one') } },
  ])
  expect(run.steps[1]?.toolCalls).toMatchObject([{ name: 'read_file', status: 'succeeded' }])
  const last = JSON.stringify(model.requests.at(-1)?.json.messages.slice(-1))
  expect(last).toContain('one')
  await crew.expectEvent(threadId, before, (event) => event.type === 'tool.output' && event.text.includes('two'))
  await crew.expectSameForReader(tenant, threadId, before)
})

test('reads side by side are made at once, and their results keep their order', async () => {
  model.script([
    callsTools(shell('echo one > a; echo two > b')),
    callsTools(
      { name: 'read_file', args: { path: 'a' } },
      { name: 'search_files', args: { pattern: 'two' } },
      { name: 'read_file', args: { path: 'missing' } },
      shell('rm a'),
      { name: 'read_file', args: { path: 'a' } },
    ),
    says('Done.'),
  ])
  const before = await crew.transcript(tenant, threadId)
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Go'))
  expect(run.steps[1]?.toolCalls).toMatchObject([
    { status: 'succeeded', result: { text: expect.stringContaining('one') } },
    { status: 'succeeded', result: { text: expect.stringContaining('b:1:two') } },
    { status: 'failed' },
    { status: 'succeeded' },
    { status: 'failed' },
  ])
  const ids = run.steps[1]?.toolCalls.map(({ id }) => id) ?? []
  const reader = new ThreadReader(threadId, before)
  await reader.read()
  const course = reader.events.flatMap((event) => {
    if (event.type !== 'tool.started' && event.type !== 'tool.finished') return []
    const index = ids.indexOf(event.toolCallId)
    return index < 0 ? [] : [`${event.type === 'tool.started' ? 'begins' : 'ends'} ${index}`]
  })
  expect(course).toEqual([
    ...['begins 0', 'begins 1', 'begins 2', 'ends 0', 'ends 1', 'ends 2'],
    ...['begins 3', 'ends 3', 'begins 4', 'ends 4'],
  ])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('what a model got wrong comes back to it as an error, and a tool that it may not use is refused', async () => {
  const limited = await tenant.createAgent({ tools: ['read_file'] })
  threadId = await tenant.createThread(limited)
  model.script([
    callsTools({ name: 'read_file', args: { path: 7 } }, { name: 'read_file', args: '{broken' }, shell('echo hi'), {
      name: 'fly',
      args: {},
    }),
    says('I see.'),
  ])
  const before = await crew.transcript(tenant, threadId)
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Go'))
  expect(run.status).toBe('succeeded')
  expect(run.steps[0]?.toolCalls).toMatchObject([
    { status: 'failed', result: { text: expect.stringContaining('path') } },
    { status: 'failed', result: { text: expect.stringContaining('not valid') } },
    { status: 'refused', result: { text: expect.stringContaining('may not use the tool "shell"') } },
    { status: 'refused', result: { text: expect.stringContaining('no tool named "fly"') } },
  ])
  const offered = model.requests.at(-1)?.json.tools.map((tool: { function: { name: string } }) => tool.function.name)
  expect(offered).toEqual(['read_file'])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a cancel kills the tool’s process within a second, keeps what it printed, and the run can go on', async () => {
  model.script([
    callsTools(shell('echo begun; while true; do echo x >> ticks; sleep 0.05; done'), shell('echo never > never')),
    callsTools(shell('wc -l < ticks; sleep 0.3; wc -l < ticks; ls')),
    says('Done.'),
  ])
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Go')
  await crew.expectEvent(threadId, before, (event) => event.type === 'tool.output')
  const askedAtMs = Date.now()
  await cancelRun.run(tenant.principal, { workspaceId: tenant.workspaceId, runId })
  const run = await crew.run(tenant, threadId, runId)
  expect(Date.now() - askedAtMs).toBeLessThan(1000)
  expect(run.status).toBe('cancelled')
  expect(run.steps[0]?.toolCalls).toMatchObject([
    { status: 'cancelled', result: { text: expect.stringContaining('begun') } },
    { status: 'cancelled' },
  ])
  await crew.expectSameForReader(tenant, threadId, before)

  await continueRun.run(tenant.principal, { workspaceId: tenant.workspaceId, runId })
  const again = await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')
  const [first, second] = again.steps[1]?.toolCalls[0]?.result?.text.match(/\d+/g) ?? []
  expect(first).toBe(second)
  expect(again.steps[1]?.toolCalls[0]?.result?.text).not.toContain('never')
  await crew.expectSameForReader(tenant, threadId, before)
})

test('two threads of one agent share its sandbox', async () => {
  const other = await tenant.createThread(agentId)
  model.script((request) =>
    request.json.messages.at(-1).role === 'tool'
      ? says('Done.')
      : callsTools(shell('echo shared > ~/mark; sleep 0.2; cat ~/mark')),
  )
  const runs = await Promise.all([tenant.post(threadId, 'one'), tenant.post(other, 'two')])
  const done = await Promise.all([crew.run(tenant, threadId, runs[0]), crew.run(tenant, other, runs[1])])
  for (const run of done) expect(run.steps[0]?.toolCalls[0]?.result?.text).toContain('shared')
  const { rows } = await crew.sql.query('select epoch from sandbox_leases where agent_id = $1', [agentId])
  expect(rows).toEqual([{ epoch: 1 }])
})

test('a run has a limit of steps, and can be continued behind it', async () => {
  const runId = await (async () => {
    model.script(({ index }) => callsTools(shell(`echo ${index} > count`)))
    return tenant.post(threadId, 'Go')
  })()
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({ status: 'failed', error: { code: 'step_limit' } })
  expect(run.steps).toHaveLength(50)
  model.script(says('Done.'))
  await continueRun.run(tenant.principal, { workspaceId: tenant.workspaceId, runId })
  const again = await eventually('the run to end', async () => {
    const [latest] = (await crew.transcript(tenant, threadId)).runs
    return latest?.status === 'succeeded' ? latest : null
  })
  expect(again.steps).toHaveLength(51)
})
