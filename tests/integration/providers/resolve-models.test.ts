import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendUsage } from '#lib/billing/append-usage.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { newId } from '#lib/ids.ts'
import { createProvider } from '#lib/providers/create-provider.ts'
import { loadCredentials } from '#lib/providers/credentials.ts'
import { deleteProvider } from '#lib/providers/delete-provider.ts'
import { updateProvider } from '#lib/providers/update-provider.ts'
import type { World } from '#tests/integration/stream/fixture.ts'
import { type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import type { ChatModel } from '#worker/engine/models/model.ts'
import { resolveModels } from '#worker/engine/models/resolve-models.ts'
import { addAgent, addPlace, createProviderWorld, type Place } from './fixture.ts'

let world: World
let place: Place
let fake: FakeModel
beforeAll(async () => {
  world = await createProviderWorld({ CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1' })
  fake = await startFakeModel(says('ok'))
  place = await addPlace(world)
})
afterAll(async () => {
  await fake.close()
  await world.drop()
})

async function addProvider(apiKey: string, agentId: string | null = null, at = place): Promise<string> {
  const input = {
    workspaceId: at.workspaceId,
    kind: 'openai_compatible',
    name: 'Ours',
    baseUrl: fake.url,
    apiKey,
    agentId,
  }
  return (await createProvider.run(at.admin, input)).id
}

async function resolve(agentId: string, ...providerIds: string[]): Promise<ChatModel[]> {
  const models = providerIds.map((providerId) => ({ providerId, model: 'm' }))
  return resolveModels({ models }, await withScope(place.scope, (tx) => loadCredentials(tx, agentId)))
}

/** The key with which the model is called. */
async function keyUsedBy(model: ChatModel | undefined): Promise<string> {
  const messages = [{ role: 'user' as const, content: 'hello' }]
  const signal = new AbortController().signal
  for await (const _ of model?.stream({ instructions: '', messages, tools: [], signal }) ?? []);
  return String(fake.requests.at(-1)?.headers.authorization)
}

describe('an agent’s models', () => {
  test('are the demo model where it has chosen none, or that one', async () => {
    expect((await resolve(place.agentId)).map(({ provider }) => provider)).toEqual(['demo'])
    const id = await addProvider('key-first')
    const models = await resolve(place.agentId, id, 'demo')
    expect(models.map(({ provider, keyId }) => [provider, keyId])).toEqual([
      ['openai_compatible', id],
      ['demo', 'demo'],
    ])
  })

  test('use the agent’s own key before the workspace’s, and no other agent’s', async () => {
    const [own, other] = [await addAgent(world, place), await addAgent(world, place)]
    const shared = await addProvider('key-shared')
    const ownId = await addProvider('key-own', own)
    expect(await keyUsedBy((await resolve(own, shared))[0])).toBe('Bearer key-own')
    expect(await keyUsedBy((await resolve(other, shared))[0])).toBe('Bearer key-shared')
    expect((await resolve(other, ownId, shared)).map(({ keyId }) => keyId)).toEqual([shared])
    await expect(resolve(other, ownId)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('are never another tenant’s', async () => {
    const stranger = await addPlace(world)
    const id = await addProvider('key-strange', null, stranger)
    await expect(resolve(place.agentId, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('follow a change of the key at once, and its removal', async () => {
    const id = await addProvider('key-before')
    expect(await keyUsedBy((await resolve(place.agentId, id))[0])).toBe('Bearer key-before')
    const input = { workspaceId: place.workspaceId, providerId: id }
    await updateProvider.run(place.admin, { ...input, apiKey: 'key-after' })
    expect(await keyUsedBy((await resolve(place.agentId, id))[0])).toBe('Bearer key-after')
    await deleteProvider.run(place.admin, input)
    await expect(resolve(place.agentId, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('do not open a key that was moved from another record, and leave the others usable', async () => {
    const [source, target] = [await addProvider('key-source'), await addProvider('key-target')]
    await world.sql(
      'update providers set sealed_key = (select sealed_key from providers where id = $1), updated_at = now() where id = $2',
      [source, target],
    )
    const [broken, working] = await resolve(place.agentId, target, source)
    const before = fake.requests.length
    await expect(keyUsedBy(broken)).rejects.toMatchObject({ name: 'ModelError', kind: 'auth', retryable: false })
    expect(fake.requests).toHaveLength(before)
    expect(await keyUsedBy(working)).toBe('Bearer key-source')
  })
})

test('a model call is billed once, and each attempt at a step by itself', async () => {
  const usage = {
    agentId: place.agentId,
    runId: newId(),
    stepIndex: 2,
    attempt: 1,
    provider: 'openai',
    model: 'gpt-5',
    inputTokens: 100,
    cachedInputTokens: 40,
    outputTokens: 20,
    reasoningTokens: 5,
    costMicros: 123,
  }
  const append = (attempt: number) =>
    withScope(place.scope, (tx) => appendUsage(tx, place.scope, { ...usage, attempt }))
  await append(1)
  await append(1)
  await append(2)
  const rows = await world.sql('select * from usage_events where run_id = $1 order by idempotency_key', [usage.runId])
  expect(rows.map((row) => row.idempotency_key)).toEqual([`${usage.runId}:2:1`, `${usage.runId}:2:2`])
  expect(rows[0]).toMatchObject({
    input_tokens: 100,
    cached_input_tokens: 40,
    cost_micros: '123',
    workspace_id: place.workspaceId,
  })
})
