import { beforeEach, expect, test } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { getStops } from '#lib/stops/get-stops.ts'
import {
  resumeStoppedAgent,
  resumeTenant,
  resumeWorkspace,
  stopAgent,
  stopTenant,
  stopWorkspace,
} from '#lib/stops/stop.ts'
import { type Crew, eventually, type Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { callsTools, type FakeModel, hangs, says } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let agentId: string
let admin: Principal

crewAtWork((started) => {
  ;({ crew, model } = started)
})
beforeEach(async () => {
  tenant = await crew.createTenant(model.url)
  agentId = await tenant.createAgent()
  admin = await tenant.addMember('admin')
  await crew.sql.query('update api_keys set workspace_id = null where hash = $1', [
    admin.kind === 'api_key' ? admin.keyHash : null,
  ])
})

/** Promised: everything stands still within this time. */
const HALT_MS = 2000

interface Button {
  stop(): Promise<unknown>
  resume(): Promise<unknown>
}

const buttons: Record<'agent' | 'workspace' | 'tenant', () => Button> = {
  agent: () => {
    const input = { workspaceId: tenant.workspaceId, agentId }
    return {
      stop: () => stopAgent.run(tenant.principal, input),
      resume: () => resumeStoppedAgent.run(tenant.principal, input),
    }
  },
  workspace: () => {
    const input = { workspaceId: tenant.workspaceId }
    return { stop: () => stopWorkspace.run(admin, input), resume: () => resumeWorkspace.run(admin, input) }
  },
  tenant: () => {
    const input = { tenantId: tenant.tenantId }
    return { stop: () => stopTenant.run(admin, input), resume: () => resumeTenant.run(admin, input) }
  },
}

const statusOf = async (runId: string) =>
  (await crew.sql.query<{ status: string }>('select status from runs where id = $1', [runId])).rows[0]?.status

/** The run, standing still in time. */
async function haltedInTime(runId: string, stop: () => Promise<unknown>): Promise<void> {
  await stop()
  await eventually('the run to halt', async () => ((await statusOf(runId)) === 'waiting' ? true : null), HALT_MS)
}

test.each(['agent', 'workspace', 'tenant'] as const)(
  'a stopped %s halts in time, begins nothing new, and goes on at the step where it was',
  async (level) => {
    const { stop, resume } = buttons[level]()
    model.script([callsTools({ name: 'shell', args: { command: 'echo once >> effects' } }), hangs(), says('Done.')])
    const threadId = await tenant.createThread(agentId)
    const before = await crew.transcript(tenant, threadId)
    const runId = await tenant.post(threadId, 'Do it.')
    await model.received(2)
    await haltedInTime(runId, stop)
    const halted = await crew.run(tenant, threadId, runId, ({ status }) => status === 'waiting')
    expect(halted).toMatchObject({ error: { code: 'stopped' } })
    expect(halted.steps).toHaveLength(1)
    expect(model.requests.at(-1)?.aborted).toBe(true)
    expect((await getStops.run(tenant.principal, { workspaceId: tenant.workspaceId })).items).toMatchObject([{ level }])

    // Another crew is not held up by it, and by the end of its run this one's new message has not begun.
    const later = await tenant.post(await tenant.createThread(agentId), 'And this.')
    const other = await crew.createTenant(model.url)
    const elsewhere = await other.createThread(await other.createAgent())
    expect((await crew.run(other, elsewhere, await other.post(elsewhere, 'Hi'))).status).toBe('succeeded')
    expect(await statusOf(later)).toBe('queued')

    model.script(says('Done.'))
    await resume()
    const run = await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')
    expect(run.steps.flatMap(({ toolCalls }) => toolCalls)).toMatchObject([{ status: 'succeeded' }])
    await eventually('the new message to be answered', async () =>
      (await statusOf(later)) === 'succeeded' ? true : null,
    )
    await crew.expectSameForReader(tenant, threadId, before)
    const { rows } = await crew.sql.query<{ action: string }>(
      `select action from audit_events where tenant_id = $1 and target_kind = $2 order by created_at`,
      [tenant.tenantId, level],
    )
    expect(rows.map(({ action }) => action)).toEqual([`${level}.stopped`, `${level}.let-go-on`])
  },
)

test('a stop kills the command that runs, and says so to the model, which is not made to repeat it', async () => {
  const { stop, resume } = buttons.agent()
  model.script([
    callsTools({ name: 'shell', args: { command: 'echo begun | tee effects; sleep 60; echo finished >> effects' } }),
    callsTools({ name: 'read_file', args: { path: 'effects' } }),
    says('Done.'),
  ])
  const threadId = await tenant.createThread(agentId)
  const before = await crew.transcript(tenant, threadId)
  const runId = await tenant.post(threadId, 'Do it.')
  await crew.expectEvent(threadId, before, ({ type }) => type === 'tool.output')
  await haltedInTime(runId, stop)
  await resume()
  const run = await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')
  const [shell, read] = run.steps.flatMap(({ toolCalls }) => toolCalls)
  expect(shell).toMatchObject({ name: 'shell', status: 'cancelled' })
  expect(read?.result?.text).toContain('begun')
  expect(read?.result?.text).not.toContain('finished')
})

test('of two stops both have to be lifted', async () => {
  const [ofAgent, ofWorkspace] = [buttons.agent(), buttons.workspace()]
  model.script(hangs())
  const threadId = await tenant.createThread(agentId)
  const runId = await tenant.post(threadId, 'Do it.')
  await model.received(1)
  await haltedInTime(runId, ofAgent.stop)
  await ofWorkspace.stop()
  await ofAgent.resume()
  expect(await statusOf(runId)).toBe('waiting')
  model.script(says('Done.'))
  await ofWorkspace.resume()
  expect((await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')).steps).toHaveLength(1)
})

test('what is stopped while its worker is dead does not go on with another worker', async () => {
  const { stop, resume } = buttons.workspace()
  model.script(hangs())
  const threadId = await tenant.createThread(agentId)
  const runId = await tenant.post(threadId, 'Do it.')
  await model.received(1)
  await crew.killWorkers()
  await stop()
  await crew.startWorker()
  await eventually('somebody to end it', async () => ((await statusOf(runId)) === 'waiting' ? true : null))
  model.script(says('Done.'))
  await resume()
  expect((await crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')).status).toBe('succeeded')
})

test('a member stops an agent, and no more than that', async () => {
  const { workspaceId, tenantId, principal } = tenant
  await expect(stopWorkspace.run(principal, { workspaceId })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(stopTenant.run(principal, { tenantId })).rejects.toMatchObject({ code: 'not_found' })
})
