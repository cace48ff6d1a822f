import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Crew, createCrew, type Tenant } from '#tests/support/crew.ts'
import { type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel(says('Hello there.'))
  tenant = await crew.createTenant(model.url)
  await crew.startWorker()
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

test('a message is answered', async () => {
  const threadId = await tenant.createThread(await tenant.createAgent())
  const runId = await tenant.post(threadId, 'Hi')
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({ status: 'succeeded', attempt: 1, error: null })
  expect(run.steps).toMatchObject([{ parts: [{ type: 'text', text: 'Hello there.' }], finishReason: 'stop' }])
})
