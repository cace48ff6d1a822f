import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openThread } from '#lib/threads/open-thread.ts'
import { setWorkspaceToolPolicy } from '#lib/toolbox/set-policies.ts'
import { exportTrace } from '#lib/traces/export-trace.ts'
import { forkRun } from '#lib/traces/fork-run.ts'
import { getTraceStep } from '#lib/traces/get-step.ts'
import { getTrace } from '#lib/traces/get-trace.ts'
import { getWhy } from '#lib/traces/get-why.ts'
import type { TracePrompt } from '#lib/traces/schema.ts'
import { type Crew, createCrew, type Tenant } from '#tests/support/crew.ts'
import { callsTools, type FakeModel, type FakeRequest, says, startFakeModel } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let agentId: string
let threadId: string

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel(says('Hello.'))
  await crew.startWorker()
})
beforeEach(async () => {
  model.requests.length = 0
  tenant = await crew.createTenant(model.url)
  agentId = await tenant.createAgent()
  threadId = await tenant.createThread(agentId)
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

async function ran(text: string): Promise<string> {
  const runId = await tenant.post(threadId, text)
  await crew.run(tenant, threadId, runId)
  return runId
}

const at = (runId: string) => ({ workspaceId: tenant.workspaceId, runId })
const stepOf = (runId: string, step: number) => getTraceStep.run(tenant.principal, { ...at(runId), step })
const traceOf = (runId: string, search?: string) => getTrace.run(tenant.principal, { ...at(runId), search })

/** A prompt as OpenAI's chat protocol has it. */
function asWire({ system, messages }: TracePrompt): { role: string; content: unknown }[] {
  const wire = messages.flatMap(({ role, content }) => {
    const parts = content as { type: string; text?: string; output?: { value: string } }[]
    if (role === 'tool') return parts.map(({ output }) => ({ role, content: output?.value }))
    return [{ role, content: parts.flatMap(({ text }) => text ?? []).join('') }]
  })
  return [{ role: 'system', content: system }, ...wire]
}

function received({ json }: FakeRequest): { role: string; content: unknown }[] {
  return json.messages.map(({ role, content }: { role: string; content: unknown }) => ({
    role,
    content: content ?? '',
  }))
}

test('each step has the prompt and the tools that the model was sent, whatever changed since', async () => {
  model.script([
    callsTools({ name: 'write_file', args: { path: '/workspace/a.txt', content: 'Ä"\u2028 ok' } }),
    says('Written.'),
    says('Again.'),
  ])
  const first = await ran('Write a file')
  const second = await ran('And now?')
  await crew.sql.query(`update agents set persona = 'Somebody else.' where id = $1`, [agentId])

  const prompts = [await stepOf(first, 0), await stepOf(first, 1), await stepOf(second, 0)].map(({ prompt }) => prompt)
  for (const [place, prompt] of prompts.entries()) {
    const request = model.requests[place] as FakeRequest
    expect(prompt).toMatchObject({ verified: true })
    expect(asWire(prompt as TracePrompt)).toEqual(received(request))
    const tools = (request.json.tools as { function: { name: string; parameters: unknown } }[]).map(
      (tool) => tool.function,
    )
    expect(prompt?.tools.map(({ name, inputSchema }) => ({ name, parameters: inputSchema }))).toEqual(
      tools.map(({ name, parameters }) => ({ name, parameters })),
    )
  }

  // What repeats is there once.
  const { rows } = await crew.sql.query(
    `select (select count(*)::int from prompt_texts where workspace_id = $1) as texts,
       (select count(*)::int from prompt_messages where thread_id = $2) as messages`,
    [tenant.workspaceId, threadId],
  )
  expect(rows).toEqual([{ texts: 2, messages: 5 }])
})

test('a part that is not what was sent is noticed', async () => {
  model.script([says('Hello.')])
  const runId = await ran('Hi')
  await crew.sql.query(`update prompt_messages set text = replace(text, 'Hi', 'Ho') where thread_id = $1`, [threadId])
  expect((await stepOf(runId, 0)).prompt).toMatchObject({ verified: false })
})

test('calls have the rule that decided, failed tries stay, and what is searched for is marked', async () => {
  const admin = await tenant.addMember('admin')
  const rule = { tools: 'shell', effect: 'deny' } as const
  await setWorkspaceToolPolicy.run(admin, {
    workspaceId: tenant.workspaceId,
    rules: [rule, { tools: 'read_file', effect: 'auto' }],
  })
  model.script([
    { status: 503, message: 'Too much to do.', headers: { 'retry-after-ms': '5' } },
    callsTools(
      { name: 'shell', args: { command: 'whoami' } },
      { name: 'read_file', args: { path: '/workspace/none' } },
    ),
    says('I may not.'),
  ])
  const runId = await ran('Who are you?')
  const trace = await traceOf(runId, 'WHOAMI')
  expect(trace.failures).toMatchObject([{ step: 0, kind: 'overloaded', message: expect.stringContaining('Too much') }])
  const [shell, read] = trace.steps[0]?.toolCalls ?? []
  expect(shell).toMatchObject({
    status: 'refused',
    matches: true,
    decision: { effect: 'deny', by: [{ level: 'workspace', rule }], reason: expect.stringContaining('policy') },
  })
  expect(read).toMatchObject({ matches: false, decision: { effect: 'auto', by: [{ level: 'workspace' }] } })
  expect(trace.steps.map(({ firstTokenAt }) => firstTokenAt !== null)).toEqual([true, true])
})

test('of a run that no model answered the failed tries are kept', async () => {
  model.script({ status: 401, message: 'No such key.' })
  const runId = await ran('Hi')
  const trace = await traceOf(runId)
  expect(trace).toMatchObject({ status: 'failed', steps: [], failures: [{ step: 0, kind: 'auth' }] })
})

test('a private thread’s trace is its owner’s alone, until it is opened', async () => {
  model.script([says('Secret.')])
  threadId = await tenant.createThread(agentId, { private: true })
  const runId = await ran('Psst')
  const other = await tenant.addMember('admin')
  for (const useCase of [getTrace, exportTrace]) {
    await expect(useCase.run(other, { ...at(runId), format: 'json' } as never)).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  await expect(getTraceStep.run(other, { ...at(runId), step: 0 })).rejects.toMatchObject({ code: 'not_found' })
  await openThread.run(tenant.principal, { workspaceId: tenant.workspaceId, threadId })
  expect((await getTraceStep.run(other, { ...at(runId), step: 0 })).prompt).toMatchObject({ verified: true })
})

test('a trace is exported as JSON with each text once, and as OpenTelemetry has it', async () => {
  model.script([callsTools({ name: 'shell', args: { command: 'echo hi' } }), says('Done.')])
  const runId = await ran('Go')
  const json = await exportTrace.run(tenant.principal, { ...at(runId), format: 'json' })
  const { texts, prompts } = json as { texts: Record<string, string>; prompts: { messageHashes: string[] }[] }
  expect(prompts.map(({ messageHashes }) => messageHashes.length)).toEqual([1, 3])
  expect(texts[prompts[1]?.messageHashes[0] ?? '']).toContain('Go')

  const otlp = await exportTrace.run(tenant.principal, { ...at(runId), format: 'otlp' })
  const { resourceSpans } = otlp as { resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[] }
  const spans = resourceSpans[0]?.scopeSpans[0]?.spans ?? []
  expect(spans.map(({ name }) => name)).toEqual([
    'invoke_agent Ada',
    'chat fake-model',
    'execute_tool shell',
    'chat fake-model',
  ])
  const [root, step, tool] = spans
  expect(root).toMatchObject({ traceId: runId.replaceAll('-', ''), spanId: expect.stringMatching(/^[0-9a-f]{16}$/) })
  expect(step?.parentSpanId).toBe(root?.spanId)
  expect(tool?.parentSpanId).toBe(step?.spanId)
})

test('a run is forked from a step, with another model: the first one stays, and the copy goes on from there', async () => {
  model.script([
    says('Noted.'),
    callsTools({ name: 'write_file', args: { path: '/workspace/f.txt', content: 'x' } }),
    says('Written.'),
    says('Written otherwise.'),
  ])
  await ran('Remember the number 7')
  const runId = await ran('Write a file')
  const before = await traceOf(runId)
  const agent = await crew.sql.query<{ models: { providerId: string }[] }>('select models from agents where id = $1', [
    agentId,
  ])
  const models = agent.rows[0]?.models.map((choice) => ({ ...choice, model: 'other-model' }))
  const forked = await forkRun.run(tenant.principal, { ...at(runId), step: 1, models } as never)
  expect(forked.private).toBe(true)
  const run = await crew.run(tenant, forked.threadId, forked.runId)
  expect(run).toMatchObject({
    status: 'succeeded',
    steps: [
      { model: 'fake-model', toolCalls: [{ name: 'write_file', status: 'succeeded' }] },
      { model: 'other-model', parts: [{ text: 'Written otherwise.' }] },
    ],
  })
  expect(JSON.stringify(model.requests[3]?.json.messages)).toContain('Remember the number 7')
  const trace = await traceOf(forked.runId)
  expect(trace.forkedFrom).toEqual({ runId, steps: 1 })
  expect(trace.steps.length).toBe(2)
  expect((await stepOf(forked.runId, 1)).prompt).toMatchObject({ verified: true })
  expect(await traceOf(runId)).toEqual(before)

  // Settings that are tried, and what is said under them, are their maker's alone.
  const other = await tenant.addMember('admin')
  await expect(getTrace.run(other, at(forked.runId))).rejects.toMatchObject({ code: 'not_found' })
})

test('a fork with another message alone is seen by whoever saw the first', async () => {
  model.script([says('Four.'), says('Nine.')])
  const runId = await ran('Two times two?')
  const forked = await forkRun.run(tenant.principal, { ...at(runId), step: 0, text: 'Three times three?' })
  await crew.run(tenant, forked.threadId, forked.runId)
  expect(forked.private).toBe(false)
  expect(model.requests[1]?.json.messages.at(-1)).toMatchObject({ role: 'user', content: 'Three times three?' })
  await expect(forkRun.run(tenant.principal, { ...at(runId), step: 2 })).rejects.toMatchObject({ code: 'not_found' })
})

test('why: a change of a file leads back over what was read to what a person asked', async () => {
  model.script([
    callsTools({ name: 'write_file', args: { path: '/workspace/in.txt', content: 'The total is 48213.' } }),
    callsTools({ name: 'read_file', args: { path: '/workspace/in.txt' } }),
    callsTools({ name: 'write_file', args: { path: '/workspace/out.txt', content: 'Pay 48213.' } }),
    says('Done.'),
  ])
  const runId = await ran('Copy the total')
  const found = await getWhy.run(tenant.principal, { workspaceId: tenant.workspaceId, path: '/workspace/out.txt' })
  expect(found).toMatchObject({ runId, step: 2 })
  const told = found.chain.map((link) => (link.kind === 'call' ? `${link.name} ${link.shared}` : link.kind))
  expect(told).toEqual(['message', 'step', 'write_file ', 'step', 'read_file 48213', 'step'])
  const call = found.toolCallId as string
  expect(await getWhy.run(tenant.principal, { workspaceId: tenant.workspaceId, toolCallId: call })).toEqual(found)
  const answer = await getWhy.run(tenant.principal, { workspaceId: tenant.workspaceId, runId, step: 3 })
  expect(answer.chain.length).toBe(8)
})
