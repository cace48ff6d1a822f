import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withScope } from '#lib/db/with-scope.ts'
import { createProvider } from '#lib/providers/create-provider.ts'
import { loadCredentials } from '#lib/providers/credentials.ts'
import type { World } from '#tests/integration/stream/fixture.ts'
import { type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import { ModelError } from '#worker/engine/models/model.ts'
import { resolveModels } from '#worker/engine/models/resolve-models.ts'
import { addPlace, createProviderWorld, type Place } from './fixture.ts'

let world: World
let fake: FakeModel
beforeAll(async () => {
  world = await createProviderWorld()
  fake = await startFakeModel(says('ok'))
})
afterAll(async () => {
  vi.useRealTimers()
  await fake.close()
  await world.drop()
})

async function ask(place: Place, providerId: string): Promise<void> {
  const credentials = await withScope(place.scope, (tx) => loadCredentials(tx, place.agentId))
  const [model] = resolveModels({ models: [{ providerId, model: 'm' }] }, credentials)
  const messages = [{ role: 'user' as const, content: 'hello' }]
  const signal = new AbortController().signal
  for await (const _ of model?.stream({ instructions: '', messages, tools: [], signal }) ?? []);
}

test('a model server on this host serves the only tenant, and no longer once there is a second one', async () => {
  const place = await addPlace(world)
  const input = { workspaceId: place.workspaceId, kind: 'openai_compatible', name: 'Ollama', baseUrl: fake.url }
  const { id } = await createProvider.run(place.admin, input)
  await ask(place, id)
  expect(fake.requests.filter(({ operation }) => operation === 'generate')).toHaveLength(1)

  const other = await addPlace(world)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  const before = fake.requests.length
  for (const each of [place, other]) {
    const again = createProvider.run(each.admin, { ...input, workspaceId: each.workspaceId })
    await expect(again).rejects.toThrow(/private network.*CREWHOUSE_ALLOW_PRIVATE_PROVIDERS/)
  }
  const answer = ask(place, id)
  await expect(answer).rejects.toBeInstanceOf(ModelError)
  await expect(answer).rejects.toMatchObject({ kind: 'invalid_request', retryable: false })
  expect(fake.requests).toHaveLength(before)
})
