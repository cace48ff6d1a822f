import { beforeEach, expect, test } from 'vitest'
import { setWorkspaceBudget } from '#lib/budgets/set-budgets.ts'
import { getOverview } from '#lib/overview/get-overview.ts'
import { type Crew, eventually, type Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { callsTools, type FakeModel, hangs, says } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant

crewAtWork(
  (started) => {
    ;({ crew, model } = started)
  },
  { CREWHOUSE_MODEL_SILENCE_SECONDS: '2' },
)
beforeEach(async () => {
  tenant = await crew.createTenant(model.url)
})

async function placeOf(runId: string) {
  const { live } = await getOverview.run(tenant.principal, { workspaceId: tenant.workspaceId })
  return live.find((run) => run.runId === runId)?.beat?.place ?? null
}

test('a run beats from where it works: its model, then its container', async () => {
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  const command = { name: 'shell', args: { command: 'sleep 4' } }
  model.script([
    { parts: [{ text: ['a ', 'b ', 'c ', 'd '], everyMs: 700 }, { waitFor: asked }, { toolCall: command }] },
    says('Done.'),
  ])
  const threadId = await tenant.createThread(await tenant.createAgent())
  const runId = await tenant.post(threadId, 'Go')
  const inModel = await eventually('a beat from the model', async () => {
    const place = await placeOf(runId)
    return place?.kind === 'model' ? place : null
  })
  expect(inModel).toMatchObject({ name: 'fake-model', step: 0 })
  answer()
  const inContainer = await eventually('a beat from the container', async () => {
    const place = await placeOf(runId)
    return place?.kind === 'container' ? place : null
  })
  expect(inContainer).toMatchObject({ name: 'shell', step: 0 })
  expect((await crew.run(tenant, threadId, runId)).status).toBe('succeeded')
  expect(await placeOf(runId)).toBeNull()
})

test('a model that falls silent is left, the next one answers', async () => {
  model.script((request) => (request.model === 'mute' ? hangs() : says('Here I am.')))
  const threadId = await tenant.createThread(await tenant.createAgent({ models: ['mute', 'fake-model'] }))
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Go'))
  expect(run).toMatchObject({ status: 'succeeded', steps: [{ model: 'fake-model' }] })
  expect(model.requests.find((request) => request.model === 'mute')?.aborted).toBe(true)
})

test('where no other model is left, the run says in which step it hung, and can be continued', async () => {
  model.script([callsTools({ name: 'list_files', args: {} }), hangs()])
  const threadId = await tenant.createThread(await tenant.createAgent())
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Go'))
  expect(run).toMatchObject({
    status: 'failed',
    error: { code: 'silent', message: 'fake-model sent nothing for 2 seconds in step 2; the call was ended.' },
  })
})

test('a model that speaks slowly, but speaks, is left in peace', async () => {
  model.script({ parts: [{ text: ['a ', 'b ', 'c ', 'd ', 'e '], everyMs: 900 }] })
  const threadId = await tenant.createThread(await tenant.createAgent())
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Go'))
  expect(run).toMatchObject({ status: 'succeeded', steps: [{ parts: [{ text: 'a b c d e ' }] }] })
})

test('admins hear once of a budget that is nearly used up, members do not', async () => {
  const { workspaceId, tenantId } = tenant
  const people = await crew.sql.query<{ id: string; role: string }>(
    `with p as (insert into users (id, name, email, password_hash)
       select gen_random_uuid(), role, role || gen_random_uuid() || '@example.com', '' from unnest(array['admin', 'member']) role returning id, name)
     insert into memberships (tenant_id, user_id, role) select $1, id, name::"Role" from p returning user_id as id, role`,
    [tenantId],
  )
  const admin = people.rows.find(({ role }) => role === 'admin')?.id
  const limits = { period: 'day' as const, limitMicros: null, limitTokens: 1000, warnPercent: 50 }
  await setWorkspaceBudget.run(await tenant.addMember('admin'), { workspaceId, ...limits })
  const answer = { ...says('Done.'), usage: { inputTokens: 300, outputTokens: 300 } }
  model.script(answer)
  const threadId = await tenant.createThread(await tenant.createAgent())
  await crew.run(tenant, threadId, await tenant.post(threadId, 'one'))
  const told = async () =>
    (await crew.sql.query('select user_id, kind, budget from notifications where tenant_id = $1', [tenantId])).rows
  const first = await eventually('the warning', async () => ((await told()).length > 0 ? told() : null))
  expect(first).toEqual([
    { user_id: admin, kind: 'budget', budget: { level: 'workspace', period: 'day', percent: 60 } },
  ])
  await crew.run(tenant, threadId, await tenant.post(threadId, 'two'))
  expect(await told()).toHaveLength(1)
})
