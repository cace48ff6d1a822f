import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { scopeOfRun } from '#lib/access/scope.ts'
import { newId } from '#lib/ids.ts'
import { type ClaimedRun, claimNextRun, handBackRuns } from '#lib/runs/ownership.ts'
import {
  finishRun,
  RunLostError,
  recordStep,
  recordToolResult,
  recordToolStarted,
  requeueRun,
  type StepRecord,
} from '#lib/runs/progress.ts'
import { type Crew, createCrew, eventually, type Tenant } from '#tests/support/crew.ts'
import { type FakeModel, hangs, says, startFakeModel } from '#tests/support/fake-model.ts'
import type { WorkerProcess } from '#tests/support/worker-process.ts'

let crew: Crew
let model: FakeModel
const workers: WorkerProcess[] = []

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel(says('Hello.'))
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')))
  await crew.sql.query('truncate tenants cascade')
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

async function startWorker(environment?: Record<string, string>): Promise<WorkerProcess> {
  const worker = await crew.startWorker(environment)
  workers.push(worker)
  return worker
}

/** Runs that nobody was woken for, each in a thread of its own. */
async function queueRuns(tenant: Tenant, agentId: string, count: number): Promise<void> {
  await crew.sql.query(
    `with t as (
      insert into threads (id, tenant_id, workspace_id, agent_id, title, created_by_id)
      select gen_random_uuid(), $1, $2, $3, '', (select id from api_keys where tenant_id = $1 limit 1)
      from generate_series(1, $4) returning *
    ), m as (
      insert into messages (id, tenant_id, workspace_id, thread_id, author_id, author_name, text)
      select gen_random_uuid(), tenant_id, workspace_id, id, created_by_id, 'A', 'Hi' from t returning *
    )
    insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, created_by_id)
    select gen_random_uuid(), tenant_id, workspace_id, thread_id, $3, id, author_id from m`,
    [tenant.tenantId, tenant.workspaceId, agentId, count],
  )
}

/** An answer of one sentence, as the engine stores it. */
function stepOf(text: string): StepRecord {
  return {
    id: newId(),
    index: 0,
    kind: 'answer',
    provider: 'fake',
    model: 'fake',
    parts: [{ type: 'text', text }],
    finishReason: 'stop',
    usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0, costMicros: null },
    streamId: '1-0',
    startedAt: new Date(),
    toolCalls: [],
    prompt: null,
    failures: [],
  }
}

test('a run whose wake was lost is found', async () => {
  model.script(says('Hello.'))
  const tenant = await crew.createTenant(model.url)
  await startWorker()
  await queueRuns(tenant, await tenant.createAgent(), 3)
  await eventually('the runs to end', async () => {
    const { rowCount } = await crew.sql.query(`select 1 from runs where status = 'succeeded'`)
    return rowCount === 3 ? true : null
  })
})

test('of many who claim at once, one gets each run, and one run of a thread at a time', async () => {
  const tenant = await crew.createTenant(model.url)
  const agentId = await tenant.createAgent()
  await queueRuns(tenant, agentId, 20)
  const threadId = await tenant.createThread(agentId)
  await tenant.post(threadId, 'one')
  await tenant.post(threadId, 'two')
  const workerId = randomUUID()
  const claims = await Promise.all(Array.from({ length: 40 }, () => claimNextRun(workerId, '1-0')))
  const claimed = claims.filter((claim) => claim !== null).map(({ runId }) => runId)
  expect(claimed).toHaveLength(21)
  expect(new Set(claimed).size).toBe(21)
})

test('runs of one agent go to the worker that has its sandbox', async () => {
  const tenant = await crew.createTenant(model.url)
  await queueRuns(tenant, await tenant.createAgent(), 2)
  const [here, there] = [randomUUID(), randomUUID()]
  expect(await claimNextRun(here, '1-0')).not.toBeNull()
  expect(await claimNextRun(there, '1-0')).toBeNull()
  expect(await claimNextRun(here, '1-0')).not.toBeNull()
})

test('a thousand queued runs of one tenant delay another tenant’s by one slot at most', async () => {
  const busy = await crew.createTenant(model.url)
  await queueRuns(busy, await busy.createAgent(), 1000)
  const quiet = await crew.createTenant(model.url)
  const threadId = await quiet.createThread(await quiet.createAgent())
  model.script(() => ({ parts: [{ waitMs: 20 }, { text: 'Done.' }] }))
  await startWorker({ CREWHOUSE_CONCURRENCY: '1' })
  const answered = async () => {
    const { rows } = await crew.sql.query<{ n: number }>(
      `select count(*)::int as n from runs where tenant_id = $1 and started_at is not null`,
      [busy.tenantId],
    )
    return rows[0]?.n ?? 0
  }
  await eventually('the busy tenant to be served', async () => ((await answered()) > 3 ? true : null))
  for (let round = 0; round < 5; round++) {
    const { run } = await quiet.postFully(threadId, 'Hi')
    const posted = await crew.sql.query<{ at: Date }>('select clock_timestamp() as at')
    const done = await crew.run(quiet, threadId, run.id)
    const { rows } = await crew.sql.query<{ n: number }>(
      `select count(*)::int as n from runs where tenant_id = $1 and started_at > $2 and started_at < $3`,
      [busy.tenantId, posted.rows[0]?.at, done.startedAt],
    )
    expect(rows[0]?.n).toBeLessThanOrEqual(1)
  }
})

test('who lost a run writes nothing more', async () => {
  const tenant = await crew.createTenant(model.url)
  await queueRuns(tenant, await tenant.createAgent(), 1)
  const loser = (await claimNextRun(randomUUID(), '1-0')) as ClaimedRun
  await handBackRuns(loser.workerId, [loser.runId])
  const winner = (await claimNextRun(randomUUID(), '2-0')) as ClaimedRun
  expect(winner).toMatchObject({ runId: loser.runId, attempt: 2 })

  const scope = scopeOfRun(loser)
  const step = stepOf('mine')
  const snapshot = async () =>
    (
      await crew.sql.query(
        `select to_jsonb(r) as run, (select count(*) from steps where run_id = r.id) as steps,
        (select count(*) from usage_events where run_id = r.id) as usage,
        (select count(*) from audit_events where target_id = r.id::text) as audit from runs r`,
      )
    ).rows
  const before = await snapshot()
  for (const write of [
    () => recordStep(scope, loser, step, null),
    () => finishRun(scope, loser, { status: 'succeeded', error: null }, null),
    () => requeueRun(scope, loser, 1000, { modelIndex: 1, modelTries: 1 }),
    () => recordToolStarted(scope, loser, randomUUID(), new Date()),
  ]) {
    await expect(write()).rejects.toBeInstanceOf(RunLostError)
  }
  expect(await snapshot()).toEqual(before)

  // The owner's writes may be repeated: the second time finds what the first one did.
  await recordStep(scope, winner, step, null)
  await recordStep(scope, winner, step, null)
  await finishRun(scope, winner, { status: 'succeeded', error: null }, null)
  await finishRun(scope, winner, { status: 'succeeded', error: null }, null)
  const [after] = await snapshot()
  expect(after).toMatchObject({ steps: '1', usage: '1', audit: '1', run: { status: 'succeeded' } })
})

test('a worker that was frozen stops when it wakes: another one has its run', async () => {
  const tenant = await crew.createTenant(model.url)
  const threadId = await tenant.createThread(await tenant.createAgent())
  model.script((request) =>
    request.index === 0
      ? { parts: [{ text: ['from ', 'the ', 'first '], everyMs: 200 }, { waitMs: 14_000 }] }
      : says('Second.'),
  )
  const asked = model.requests.length
  const before = await crew.transcript(tenant, threadId)
  const frozen = await startWorker()
  const runId = await tenant.post(threadId, 'Hi')
  await crew.expectEvent(threadId, before, ({ type }) => type === 'text.delta')
  process.kill(frozen.pid, 'SIGSTOP')
  await startWorker()
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({
    status: 'succeeded',
    attempt: 2,
    steps: [{ parts: [{ type: 'text', text: 'Second.' }] }],
  })
  process.kill(frozen.pid, 'SIGCONT')
  await eventually('the frozen worker to let go', async () => (model.requests[asked]?.aborted ? true : null))
  await eventually('the frozen worker to say so', async () =>
    frozen.log().includes('goes on elsewhere') ? true : null,
  )
  expect(await crew.run(tenant, threadId, runId)).toEqual(run)
  await crew.expectSameForReader(tenant, threadId, before)
})

test('a worker that is stopped in order hands its runs over at once', async () => {
  const tenant = await crew.createTenant(model.url)
  const threadId = await tenant.createThread(await tenant.createAgent())
  model.script((request) => (request.index === 0 ? hangs() : says('Second.')))
  const first = await startWorker()
  const runId = await tenant.post(threadId, 'Hi')
  await model.received(1)
  await startWorker()
  const stoppedAtMs = Date.now()
  await first.kill('SIGTERM')
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({ status: 'succeeded', attempt: 2 })
  // Well before a lease would have expired.
  expect(Date.now() - stoppedAtMs).toBeLessThan(5000)
  const { rows } = await crew.sql.query('select id from workers where id = $1', [first.workerId])
  expect(rows).toEqual([])
})

test('a step and a result that a worker wrote and died before telling are told with the next attempt', async () => {
  model.script(says('All done.'))
  const tenant = await crew.createTenant(model.url)
  const threadId = await tenant.createThread(await tenant.createAgent())
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Hi')
  const claim = (await claimNextRun(randomUUID(), '1-0')) as ClaimedRun
  const scope = scopeOfRun(claim)
  const toolCallId = newId()
  const result = { text: 'nothing here', view: { kind: 'text' as const } }
  const call = {
    id: toolCallId,
    callId: 'call_1',
    name: 'list_files',
    args: {},
    status: 'pending' as const,
    result: null,
  }
  await recordStep(scope, claim, { ...stepOf('Let me look.'), toolCalls: [call] }, null)
  await recordToolResult(scope, claim, {
    toolCallId,
    status: 'succeeded',
    result,
    streamId: null,
    startedAt: new Date(),
    decision: null,
  })
  await handBackRuns(claim.workerId, [claim.runId])
  await startWorker()
  const run = await crew.run(tenant, threadId, runId)
  expect(run.steps.map(({ parts }) => parts.find(({ type }) => type === 'text'))).toMatchObject([
    { text: 'Let me look.' },
    { text: 'All done.' },
  ])
  await crew.expectSameForReader(tenant, threadId, before)
})

test('an end that a worker wrote and died before telling is told by another one', async () => {
  const tenant = await crew.createTenant(model.url)
  const threadId = await tenant.createThread(await tenant.createAgent())
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Hi')
  const dead = randomUUID()
  const claim = (await claimNextRun(dead, '1-0')) as ClaimedRun
  expect(claim.runId).toBe(runId)
  await finishRun(scopeOfRun(claim), claim, { status: 'failed', error: { code: 'test', message: 'It died.' } }, null)
  await crew.sql.query(
    `insert into workers (id, internal_url, sandbox_driver, heartbeat_at) values ($1, '', 'virtual', now() - interval '9 s')`,
    [dead],
  )
  await startWorker()
  await crew.expectSameForReader(tenant, threadId, before)
  await eventually('the dead worker to be forgotten', async () => {
    const { rowCount } = await crew.sql.query('select 1 from workers where id = $1', [dead])
    return rowCount === 0 ? true : null
  })
})
