import { beforeAll, beforeEach, expect, test } from 'vitest'
import { continueRun } from '#lib/runs/continue-run.ts'
import { type Crew, eventually, type Tenant } from '#tests/support/crew.ts'
import { crewAtWork } from '#tests/support/crew-at-work.ts'
import { callsTools, type FakeModel, says } from '#tests/support/fake-model.ts'

const ITEMS = 200
const ITEMS_A_STEP = 20

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

test('a run that makes the same call again and again is warned once, then stopped, and a person can let it go on', async () => {
  model.script(() => callsTools({ name: 'read_file', args: { path: 'nowhere.md' } }))
  const runId = await tenant.post(threadId, 'Read it.')
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({ status: 'failed', error: { code: 'loop' } })
  expect(run.error?.message).toMatch(/read_file\(path=nowhere\.md\).*step 1.*step 4/)
  expect(run.steps).toHaveLength(4)
  const warned = run.steps.map((step) => step.toolCalls.some(({ result }) => result?.text.includes('Stop and think')))
  expect(warned).toEqual([false, false, true, false])
  expect(JSON.stringify(model.requests.at(-1)?.json.messages)).toContain('again and again')

  model.script([callsTools({ name: 'read_file', args: { path: 'nowhere.md' } }), says('It is not there.')])
  await continueRun.run(tenant.principal, { workspaceId: tenant.workspaceId, runId })
  const again = await eventually('the run to end', async () => {
    const [latest] = (await crew.transcript(tenant, threadId)).runs
    return latest?.status === 'succeeded' ? latest : null
  })
  expect(again.steps).toHaveLength(6)
})

test('a run that labels 200 similar items one by one is left alone', async () => {
  const label = (item: number) => ({ name: 'write_file', args: { path: `labels/${item}.txt`, content: 'spam' } })
  const steps = Array.from({ length: ITEMS / ITEMS_A_STEP }, (_, step) =>
    callsTools(...Array.from({ length: ITEMS_A_STEP }, (_, index) => label(step * ITEMS_A_STEP + index))),
  )
  model.script([...steps, says('All are labelled.')])
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Label them.'))
  expect(run.status).toBe('succeeded')
  const results = run.steps.flatMap(({ toolCalls }) => toolCalls.map(({ result }) => result?.text ?? ''))
  expect(results).toHaveLength(ITEMS)
  expect(results.filter((text) => text.includes('Stop and think'))).toEqual([])
})
