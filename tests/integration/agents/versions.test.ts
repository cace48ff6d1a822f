import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compareVersions } from '#lib/agents/compare-versions.ts'
import { deleteAgent } from '#lib/agents/delete-agent.ts'
import { duplicateAgent } from '#lib/agents/duplicate-agent.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { archiveAgent, pauseAgent, resumeAgent } from '#lib/agents/hold-agent.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { listVersions } from '#lib/agents/list-versions.ts'
import { restoreVersion } from '#lib/agents/restore-version.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'
import { claimNextRun } from '#lib/runs/ownership.ts'
import { tryAgent } from '#lib/threads/try-agent.ts'
import { type Crew, createCrew, eventually, type Tenant } from '#tests/support/crew.ts'
import { type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let agentId: string
let at: { workspaceId: string; agentId: string }

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel(says('Hello.'))
})
beforeEach(async () => {
  await crew.sql.query('truncate tenants cascade')
  tenant = await crew.createTenant(model.url)
  await crew.sql.query(`update api_keys set role = 'admin'`)
  agentId = await tenant.createAgent()
  at = { workspaceId: tenant.workspaceId, agentId }
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

const save = (change: Record<string, unknown>) => updateAgent.run(tenant.principal, { ...at, ...change })
const versions = async () => (await listVersions.run(tenant.principal, { ...at, limit: 50 })).items

describe('saving', () => {
  test('makes a version that says who changed what; what changes nothing makes none', async () => {
    expect(await save({ rules: 'Be brief.' })).toMatchObject({ version: 2, rules: 'Be brief.', persona: 'You help.' })
    expect((await save({ rules: 'Be brief.' })).version).toBe(2)
    expect(await versions()).toMatchObject([
      { number: 2, origin: 'edited', changed: ['rules'], savedBy: { kind: 'api_key', name: 'key' } },
      { number: 1, origin: 'created' },
    ])
  })

  test('of two at once, the second is told what the first changed, and nothing is lost', async () => {
    await save({ baseVersion: 1, persona: 'You sing.' })
    await expect(save({ baseVersion: 1, rules: 'Be brief.' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/Version 2 was saved by key.*persona/),
    })
    expect(await getAgent.run(tenant.principal, at)).toMatchObject({ persona: 'You sing.', rules: '', version: 2 })
    await save({ baseVersion: 2, rules: 'Be brief.' })
    expect(await getAgent.run(tenant.principal, at)).toMatchObject({ persona: 'You sing.', rules: 'Be brief.' })
  })

  test('of many in the same moment, exactly one goes through', async () => {
    const saves = Array.from({ length: 5 }, (_, index) => save({ baseVersion: 1, persona: `Number ${index}` }))
    const outcomes = await Promise.allSettled(saves)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await versions()).toHaveLength(2)
  })

  test('an earlier version comes back as a new one, and the difference is shown line by line', async () => {
    await save({ persona: 'You sing.\nLoudly.' })
    const { changes } = await compareVersions.run(tenant.principal, { ...at, number: 2 })
    expect(changes).toMatchObject([{ setting: 'persona', patch: expect.stringContaining('+You sing.') }])
    expect(await restoreVersion.run(tenant.principal, { ...at, number: 1 })).toMatchObject({
      version: 3,
      persona: 'You help.',
      modelsLeftOut: [],
    })
    expect((await versions())[0]).toMatchObject({ number: 3, origin: 'restored', originNumber: 1 })
  })
})

describe('a run', () => {
  test('names the version that was current when it was claimed', async () => {
    const threadId = await tenant.createThread(agentId)
    const runId = await tenant.post(threadId, 'Hi')
    await save({ persona: 'You sing.' })
    expect(await claimNextRun(randomUUID(), '1-0')).toMatchObject({ runId, agentVersion: 2 })
    await save({ persona: 'You dance.' })
    const { runs } = await crew.transcript(tenant, threadId)
    expect(runs[0]?.agentVersion).toMatchObject({ number: 2 })
  })

  test('of a draft goes by the draft, and changes the agent for nobody else', async () => {
    const worker = await crew.startWorker()
    model.script(says('Ahoy.'))
    const { threadId } = await tryAgent.run(tenant.principal, { ...at, persona: 'You are a pirate.' })
    const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Hi'))
    expect(run).toMatchObject({ status: 'succeeded', agentVersion: { number: null } })
    expect(model.requests.at(-1)?.body).toContain('You are a pirate.')
    expect(await getAgent.run(tenant.principal, at)).toMatchObject({ persona: 'You help.', version: 1 })
    expect(await versions()).toHaveLength(1)
    const other = await tenant.createThread(agentId)
    await crew.run(tenant, other, await tenant.post(other, 'Hi'))
    expect(model.requests.at(-1)?.body).not.toContain('pirate')
    await worker.kill('SIGKILL')
  })
})

describe('an agent that is held back', () => {
  test('paused: what is queued waits and what is new queues, until it goes on; others are not delayed', async () => {
    const threadId = await tenant.createThread(agentId)
    await tenant.post(threadId, 'one')
    await pauseAgent.run(tenant.principal, at)
    const second = await tenant.createThread(agentId)
    await tenant.post(second, 'two')
    const busyId = await tenant.createAgent()
    const busy = await tenant.post(await tenant.createThread(busyId), 'three')
    const workerId = randomUUID()
    expect((await claimNextRun(workerId, '1-0'))?.runId).toBe(busy)
    expect(await claimNextRun(workerId, '1-0')).toBeNull()
    await resumeAgent.run(tenant.principal, at)
    expect(await claimNextRun(workerId, '1-0')).not.toBeNull()
    expect(await claimNextRun(workerId, '1-0')).not.toBeNull()
  })

  test('paused: what works already finishes, also when its worker dies or its provider asks for patience', async () => {
    const runId = await tenant.post(await tenant.createThread(agentId), 'one')
    await claimNextRun(randomUUID(), '1-0')
    await pauseAgent.run(tenant.principal, at)
    await crew.sql.query(`update runs set lease_expires_at = now() - interval '1 second'`)
    expect(await claimNextRun(randomUUID(), '2-0')).toMatchObject({ runId, attempt: 2 })
    await crew.sql.query(`update runs set status = 'queued'`)
    expect(await claimNextRun(randomUUID(), '3-0')).toMatchObject({ runId, attempt: 3 })
  })

  test('archived: out of the lists, and given no work', async () => {
    const threadId = await tenant.createThread(agentId)
    await archiveAgent.run(tenant.principal, at)
    await expect(tenant.post(threadId, 'Hi')).rejects.toMatchObject({ code: 'conflict' })
    const list = (state?: 'archived'[]) =>
      listAgents.run(tenant.principal, { workspaceId: tenant.workspaceId, limit: 50, state })
    expect((await list()).items).toEqual([])
    expect((await list(['archived'])).items).toMatchObject([{ id: agentId, state: 'archived' }])
  })
})

test('a copy has the settings, and a history of its own', async () => {
  const copy = await duplicateAgent.run(tenant.principal, at)
  expect(copy).toMatchObject({ name: 'Ada 2', persona: 'You help.', version: 1, modelsLeftOut: [] })
  expect((await versions())[0]?.number).toBe(1)
})

test('a deletion stops what is at work at once, and takes the threads along when told to', async () => {
  const worker = await crew.startWorker()
  model.script({ parts: [{ text: 'Once' }, { waitFor: new Promise(() => {}) }] })
  const threadId = await tenant.createThread(agentId)
  const asked = model.requests.length
  await tenant.post(threadId, 'Tell')
  await eventually('the model to be asked', async () => (model.requests.length > asked ? true : null))
  const request = model.requests.at(-1)
  expect(await deleteAgent.run(tenant.principal, { ...at, threads: 'delete' })).toMatchObject({ deletedThreads: 1 })
  await eventually('the call to be dropped', async () => (request?.aborted ? true : null), 1500)
  const { rowCount } = await crew.sql.query('select 1 from threads')
  expect(rowCount).toBe(0)
  await worker.kill('SIGKILL')
})
