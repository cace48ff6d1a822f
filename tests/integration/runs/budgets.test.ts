import { beforeEach, expect, test } from 'vitest'
import { setModelPrice } from '#lib/budgets/prices.ts'
import { setAgentBudget, setWorkspaceBudget } from '#lib/budgets/set-budgets.ts'
import { type Crew, eventually, type Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { callsTools, type FakeModel, type FakeReply, hangs, says } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let agentId: string

crewAtWork((started) => {
  ;({ crew, model } = started)
})
beforeEach(async () => {
  tenant = await crew.createTenant(model.url)
  agentId = await tenant.createAgent()
})

const DOLLAR = 1_000_000
/** A thousand tokens in and out, which cost a dollar at the price below. */
const usage = { inputTokens: 500, outputTokens: 500 }
const costsDollar = (reply: FakeReply): FakeReply => ({ ...reply, usage }) as FakeReply

/** What the fake model costs is for the organisation to say. */
async function pricesModel(): Promise<void> {
  const owner = await tenantKey()
  const perMillion = 1000 * DOLLAR
  const price = {
    provider: 'openai_compatible',
    model: 'fake-model',
    inputMicros: perMillion,
    outputMicros: perMillion,
  }
  await setModelPrice.run(owner, { tenantId: tenant.tenantId, cachedInputMicros: null, ...price })
}

async function tenantKey() {
  const principal = await tenant.addMember('admin', 'organisation')
  await crew.sql.query('update api_keys set workspace_id = null where hash = $1', [
    principal.kind === 'api_key' ? principal.keyHash : null,
  ])
  return principal
}

async function limitWorkspace(
  limits: { limitMicros?: number | null; limitTokens?: number | null },
  period = 'day' as const,
) {
  const { workspaceId } = tenant
  const admin = await tenant.addMember('admin')
  const all = { workspaceId, period, limitMicros: null, limitTokens: null, warnPercent: 80, ...limits }
  return (await setWorkspaceBudget.run(admin, all)).items
}

async function counters() {
  const { rows } = await crew.sql.query<Record<'spent' | 'tokens' | 'reserved', string>>(
    `select spent_micros as spent, spent_tokens as tokens, reserved_micros + reserved_tokens as reserved
     from budget_counters where tenant_id = $1`,
    [tenant.tenantId],
  )
  return rows.map(({ spent, tokens, reserved }) => ({
    spent: Number(spent),
    tokens: Number(tokens),
    reserved: Number(reserved),
  }))
}

const threadOf = () => tenant.createThread(agentId)

test('at the limit a run pauses and says which budget it is; raised, it goes on at the same step, and repeats no tool call', async () => {
  await pricesModel()
  await limitWorkspace({ limitMicros: DOLLAR })
  model.script([
    costsDollar(callsTools({ name: 'shell', args: { command: 'echo once >> effects' } })),
    costsDollar(callsTools({ name: 'read_file', args: { path: 'effects' } })),
    costsDollar(says('Done.')),
  ])
  const threadId = await threadOf()
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Do it.')
  const paused = await crew.run(tenant, threadId, runId, ({ status }) => status === 'waiting')
  expect(paused.error).toMatchObject({
    code: 'budget',
    message:
      'The workspace’s budget for today is reached ($1.00). It goes on when an admin raises the budget in the settings, and otherwise tomorrow (UTC).',
  })
  expect(paused.steps).toHaveLength(1)
  expect(model.requests).toHaveLength(1)
  expect(await counters()).toEqual([{ spent: DOLLAR, tokens: 1000, reserved: 0 }])

  const [budget] = await limitWorkspace({ limitMicros: 10 * DOLLAR })
  expect(budget).toMatchObject({ level: 'workspace', period: 'day', limitMicros: 10 * DOLLAR, spentMicros: DOLLAR })
  const run = await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')
  expect(run.steps).toHaveLength(3)
  expect(run.steps[1]?.toolCalls[0]?.result?.text).toContain('once')
  expect(run.steps[1]?.toolCalls[0]?.result?.text).not.toMatch(/once\s[\s\S]*once/)
  expect(await counters()).toEqual([{ spent: 3 * DOLLAR, tokens: 3000, reserved: 0 }])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a budget that is far away, or another agent’s, stops nothing', async () => {
  await limitWorkspace({ limitTokens: 1_000_000 })
  const admin = await tenant.addMember('admin')
  const other = { workspaceId: tenant.workspaceId, agentId: await tenant.createAgent(), period: 'month' as const }
  await setAgentBudget.run(admin, { ...other, limitMicros: 0, limitTokens: 0, warnPercent: 80 })
  model.script(costsDollar(says('Hello.')))
  const threadId = await threadOf()
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Hi'))
  expect(run.status).toBe('succeeded')
  expect(await counters()).toEqual(
    expect.arrayContaining([
      { spent: 0, tokens: 1000, reserved: 0 },
      { spent: 0, tokens: 0, reserved: 0 },
    ]),
  )
})

test('of several budgets the strictest wins, one for each run among them', async () => {
  await limitWorkspace({ limitTokens: 1_000_000 })
  const admin = await tenant.addMember('admin')
  const perRun = {
    workspaceId: tenant.workspaceId,
    agentId,
    period: 'run' as const,
    limitMicros: null,
    warnPercent: 80,
  }
  await setAgentBudget.run(admin, { ...perRun, limitTokens: 1000 })
  const twoSteps = [costsDollar(callsTools({ name: 'list_files', args: {} })), costsDollar(says('Done.'))]
  model.script(twoSteps)
  const threadId = await threadOf()
  const runId = await tenant.post(threadId, 'Look.')
  const paused = await crew.run(tenant, threadId, runId, ({ status }) => status === 'waiting')
  expect(paused.error?.message).toContain('The agent’s budget for one run is reached (1000 tokens).')
  // Another run has its own.
  model.script(costsDollar(says('Hello.')))
  const second = await threadOf()
  expect((await crew.run(tenant, second, await tenant.post(second, 'Hi'))).status).toBe('succeeded')
})

test('what waits for a day’s budget goes on with the next day', async () => {
  await limitWorkspace({ limitTokens: 1000 })
  model.script([costsDollar(says('One.')), costsDollar(says('Two.'))])
  const threadId = await threadOf()
  await crew.run(tenant, threadId, await tenant.post(threadId, 'one'))
  const runId = await tenant.post(threadId, 'two')
  await crew.run(tenant, threadId, runId, ({ status }) => status === 'waiting')
  // As if all of it had been yesterday.
  await crew.sql.query(`update usage_events set created_at = created_at - interval '1 day' where tenant_id = $1`, [
    tenant.tenantId,
  ])
  await crew.sql.query(`update budget_counters set period_key = 'yesterday' where tenant_id = $1`, [tenant.tenantId])
  expect((await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')).steps).toHaveLength(1)
})

test('20 runs at once on one budget pass it by at most one call each, and none is lost when it is raised', async () => {
  await limitWorkspace({ limitTokens: 6000 })
  model.script(() => costsDollar(says('Done.')))
  const before = model.requests.length
  const runs = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const threadId = await threadOf()
      return { threadId, runId: await tenant.post(threadId, 'Go') }
    }),
  )
  const isSettled = ({ status }: { status: string }) => status === 'succeeded' || status === 'waiting'
  const settled = await Promise.all(runs.map(({ threadId, runId }) => crew.run(tenant, threadId, runId, isSettled)))
  const done = settled.filter(({ status }) => status === 'succeeded').length
  const [counter] = await counters()
  expect(counter).toEqual({ spent: 0, tokens: done * 1000, reserved: 0 })
  expect(model.requests.length - before).toBe(done)
  expect(done).toBeGreaterThanOrEqual(6)
  // What was set aside is what others saw: far fewer than one call each got through.
  expect(done).toBeLessThan(20)
  await limitWorkspace({ limitTokens: 1_000_000 })
  for (const { threadId, runId } of runs) {
    await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')
  }
})

test('a call whose worker was killed is billed as estimated, and its budget holds nothing back', async () => {
  await limitWorkspace({ limitTokens: 100_000 })
  model.script([hangs(), costsDollar(says('Done.'))])
  const threadId = await threadOf()
  const runId = await tenant.post(threadId, 'Go')
  await model.received(1)
  expect((await counters())[0]?.reserved).toBeGreaterThan(0)
  await crew.killWorkers()
  await crew.startWorker()
  expect((await crew.run(tenant, threadId, runId)).status).toBe('succeeded')
  const [counter] = await eventually('the lost call to be settled', async () => {
    const found = await counters()
    return found[0]?.reserved === 0 ? found : null
  })
  const { rows } = await crew.sql.query<{ tokens: number; estimated: boolean }>(
    'select input_tokens + output_tokens as tokens, estimated from usage_events where run_id = $1 order by estimated',
    [runId],
  )
  expect(rows).toMatchObject([{ tokens: 1000, estimated: false }, { estimated: true }])
  expect(counter?.tokens).toBe(rows.reduce((sum, { tokens }) => sum + tokens, 0))
  // 2,000 for an answer of unknown length, and what was said to it.
  expect(rows[1]?.tokens).toBeGreaterThan(2000)
})

test('a call that its provider refuses gives back what was set aside', async () => {
  await limitWorkspace({ limitTokens: 10_000 })
  model.script([{ status: 401, message: 'No credit.' }])
  const threadId = await threadOf()
  expect((await crew.run(tenant, threadId, await tenant.post(threadId, 'Hi'))).status).toBe('failed')
  expect(await counters()).toEqual([{ spent: 0, tokens: 0, reserved: 0 }])
})

test('a budget that is set while a run works binds its next call', async () => {
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  model.script([
    { parts: [{ waitFor: asked }, { toolCall: { name: 'list_files', args: {} } }], usage },
    costsDollar(says('Done.')),
  ])
  const threadId = await threadOf()
  const runId = await tenant.post(threadId, 'Go')
  await model.received(1)
  await limitWorkspace({ limitTokens: 0 })
  const { rows } = await crew.sql.query<{ at: Date }>(`select now() as at`)
  await eventually('the worker to beat again', async () => {
    const beats = await crew.sql.query(
      `select 1 from workers where heartbeat_at > $1::timestamptz + interval '2 seconds'`,
      [rows[0]?.at],
    )
    return beats.rowCount ? true : null
  })
  answer()
  const run = await crew.run(tenant, threadId, runId, ({ status }) => status !== 'running')
  expect(run).toMatchObject({ status: 'waiting', error: { code: 'budget' } })
})
