import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadFirstParty, readFirstParty } from '#lib/packages/first-party.ts'
import { getPackage } from '#lib/packages/get-package.ts'
import { type Crew, createCrew, eventually } from '#tests/support/crew.ts'
import { type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import { type Administered, install, seenBy } from './marketplace.ts'

/** What a turn may cost before a word of it was said. */
const MAX_BYTES = 6000
const settings: Record<string, string> = {
  ...{ host: 'service.example.com', database: 'shop', user: 'reader' },
  ...{ from: 'robot@example.com', recipients: 'example.com' },
}
let crew: Crew
let model: FakeModel
let tenant: Administered

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel(says('Hello.'))
  const made = await crew.createTenant(model.url)
  tenant = { ...made, admin: await made.addMember('admin', 'Ada') }
  await loadFirstParty()
  await crew.startWorker()
}, 120_000)
afterAll(async () => {
  await crew.close()
  await model.close()
})

test('a "hello" to an agent that has every package of the installation stays small', async () => {
  const agentId = await tenant.createAgent()
  const packages = readFirstParty()
  expect(packages.length).toBeGreaterThanOrEqual(12)
  const known = await eventually('the catalogue', async () => {
    const found = (await seenBy(tenant)).filter(({ publisher }) => publisher.firstParty)
    return found.length === packages.length ? found : null
  })
  for (const { id: packageId } of known) {
    const { shown } = await getPackage.run(tenant.admin, { workspaceId: tenant.workspaceId, packageId } as never)
    const secrets = shown?.manifest.permissions.secrets.map(({ name }) => ({ name, value: 'a-value-of-the-test' }))
    await install(tenant, { packageId, address: shown?.address, agentIds: [agentId], secrets, settings })
  }
  const threadId = await tenant.createThread(agentId)
  const runId = await tenant.post(threadId, 'hello')
  expect(await crew.run(tenant, threadId, runId)).toMatchObject({ status: 'succeeded' })
  const [request] = model.requests.filter(({ operation }) => operation === 'generate')
  // What they bring is found when it is needed.
  expect(JSON.stringify(request?.json.tools)).toContain('tools_search')
  expect(request?.bytes).toBeLessThan(MAX_BYTES)
})
