import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProvider } from '#lib/providers/create-provider.ts'
import { deleteProvider } from '#lib/providers/delete-provider.ts'
import { listProviderModels } from '#lib/providers/list-provider-models.ts'
import { listProviders } from '#lib/providers/list-providers.ts'
import { PROVIDER_KINDS } from '#lib/providers/schema.ts'
import { updateProvider } from '#lib/providers/update-provider.ts'
import type { World } from '#tests/integration/stream/fixture.ts'
import { type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import { addPlace, createProviderWorld, type Place } from './fixture.ts'

const KEY = 'sk-the-right-key-0987654321'
const MODELS = ['model-one', 'model-two']

let world: World
let place: Place
let fake: FakeModel
let elsewhere: FakeModel

beforeAll(async () => {
  world = await createProviderWorld({ CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1' })
  place = await addPlace(world)
  fake = await startFakeModel(says('ok'), { apiKey: KEY, models: MODELS })
  elsewhere = await startFakeModel(says('ok'), { models: MODELS })
})
afterAll(async () => {
  await Promise.all([fake.close(), elsewhere.close()])
  await world.drop()
})

function create(input: Record<string, unknown>) {
  const { workspaceId } = place
  const defaults = { workspaceId, kind: 'openai_compatible', name: 'Ours', baseUrl: fake.url, apiKey: KEY }
  return createProvider.run(place.admin, { ...defaults, ...input })
}

const count = async () => Number((await world.sql('select count(*) from providers'))[0]?.count)

describe('a provider', () => {
  test.each(PROVIDER_KINDS)(
    'of kind %s is saved once its key works, and shows no more than the key’s end',
    async (kind) => {
      const view = await create({ kind, name: `A ${kind}` })
      expect(view).toMatchObject({ kind, name: `A ${kind}`, baseUrl: fake.url, keyHint: '4321', agentId: null })
      const { items: providers } = await listProviders.run(place.member, { workspaceId: place.workspaceId })
      expect(providers).toContainEqual(view)
      expect(JSON.stringify(providers)).not.toContain(KEY)

      const [row] = await world.sql('select * from providers where id = $1', [view.id])
      expect(JSON.stringify(row)).not.toContain(KEY)
      expect(JSON.stringify(row)).not.toContain(Buffer.from(KEY).toString('base64'))
      const audit = await world.sql(`select * from audit_events where action = 'provider.created' and target_id = $1`, [
        view.id,
      ])
      expect(audit).toHaveLength(1)
      expect(JSON.stringify(audit)).not.toContain(KEY)

      const { models } = await listProviderModels.run(place.member, {
        workspaceId: place.workspaceId,
        providerId: view.id,
      })
      expect(models.map(({ id }) => id)).toEqual(MODELS)
    },
  )

  test('whose key is refused is not saved, in the provider’s words, unless the person insists', async () => {
    const before = await count()
    const refused = create({ kind: 'openai', apiKey: 'sk-the-wrong-key-1234567' })
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Incorrect API key provided'),
      fieldErrors: { apiKey: [expect.stringContaining('OpenAI refuses the key')] },
    })
    expect(await count()).toBe(before)
    const view = await create({ kind: 'openai', apiKey: 'sk-the-wrong-key-1234567', saveAnyway: true })
    expect(view.keyHint).toBe('4567')
    const models = listProviderModels.run(place.member, { workspaceId: place.workspaceId, providerId: view.id })
    await expect(models).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('refuses the key'),
    })
  })

  test('that cannot be reached is not saved, and says why', async () => {
    const before = await count()
    const server = createServer((_, res) =>
      res.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const webPage = create({ baseUrl: `http://127.0.0.1:${port}` })
    await expect(webPage).rejects.toThrow(/no list of models/)
    await new Promise((resolve) => server.close(resolve))
    const nobody = create({ baseUrl: `http://127.0.0.1:${port}/v1` })
    await expect(nobody).rejects.toMatchObject({
      fieldErrors: { baseUrl: [expect.stringContaining('Nothing listens')] },
    })
    await expect(create({ baseUrl: 'http://no-such-host.invalid/v1' })).rejects.toThrow(/host name is not known/)
    expect(await count()).toBe(before)
  })

  test('needs what its kind needs', async () => {
    await expect(create({ kind: 'openai', baseUrl: null, apiKey: null })).rejects.toMatchObject({
      fieldErrors: { apiKey: ['Enter the OpenAI key.'] },
    })
    await expect(create({ baseUrl: null })).rejects.toMatchObject({ fieldErrors: { baseUrl: [expect.any(String)] } })
    const keyless = await create({ baseUrl: elsewhere.url, apiKey: null })
    expect(keyless.keyHint).toBe('')
    expect(elsewhere.requests.at(-1)?.headers.authorization).toBeUndefined()
  })

  test('keeps its key from a new address', async () => {
    const view = await create({})
    const input = { workspaceId: place.workspaceId, providerId: view.id }
    const before = elsewhere.requests.length
    for (const saveAnyway of [false, true]) {
      const moved = updateProvider.run(place.admin, { ...input, baseUrl: elsewhere.url, saveAnyway })
      await expect(moved).rejects.toMatchObject({ fieldErrors: { apiKey: [expect.stringContaining('again')] } })
    }
    expect(elsewhere.requests).toHaveLength(before)
    const renamed = await updateProvider.run(place.admin, { ...input, name: 'Renamed' })
    expect(renamed).toMatchObject({ name: 'Renamed', baseUrl: fake.url, keyHint: '4321' })
    const moved = await updateProvider.run(place.admin, {
      ...input,
      baseUrl: elsewhere.url,
      apiKey: 'another-key-0000',
    })
    expect(moved).toMatchObject({ baseUrl: elsewhere.url, keyHint: '0000' })
    expect(elsewhere.requests.at(-1)?.headers.authorization).toBe('Bearer another-key-0000')
  })

  test('is not changed into what nobody has tried: an address and a key that two people set at the same time', async () => {
    let release: () => void = () => {}
    let asked: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const reached = new Promise<void>((resolve) => {
      asked = resolve
    })
    const slow = createServer((_, res) => {
      asked()
      void held.then(() => res.setHeader('content-type', 'application/json').end('{"data":[]}'))
    })
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
    const { port } = slow.address() as AddressInfo
    const view = await create({ baseUrl: `http://127.0.0.1:${port}/v1`, saveAnyway: true })
    const input = { workspaceId: place.workspaceId, providerId: view.id }

    const newKey = updateProvider.run(place.admin, { ...input, apiKey: 'a-key-for-the-old-address' })
    await reached
    await updateProvider.run(place.admin, { ...input, baseUrl: elsewhere.url, apiKey: 'a-key-for-the-new-address' })
    release()
    await expect(newKey).rejects.toMatchObject({ code: 'conflict' })
    slow.closeAllConnections()
    slow.close()
  })

  test('of one agent belongs to an agent of this workspace', async () => {
    const other = await addPlace(world)
    await expect(create({ agentId: other.agentId })).rejects.toMatchObject({ code: 'not_found' })
    const view = await create({ agentId: place.agentId })
    expect(view.agentId).toBe(place.agentId)
  })

  test('is removed with its key', async () => {
    const view = await create({})
    await deleteProvider.run(place.admin, { workspaceId: place.workspaceId, providerId: view.id })
    expect(await world.sql('select 1 from providers where id = $1', [view.id])).toEqual([])
    const again = deleteProvider.run(place.admin, { workspaceId: place.workspaceId, providerId: view.id })
    await expect(again).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is an administrator’s to change', async () => {
    const view = await create({})
    const { workspaceId } = place
    const input = { workspaceId, providerId: view.id }
    const refused = { code: 'not_allowed' }
    const made = createProvider.run(place.member, {
      workspaceId,
      kind: 'openai',
      name: 'Mine',
      apiKey: KEY,
      saveAnyway: true,
    })
    await expect(made).rejects.toMatchObject(refused)
    await expect(updateProvider.run(place.member, { ...input, name: 'Mine' })).rejects.toMatchObject(refused)
    await expect(deleteProvider.run(place.member, input)).rejects.toMatchObject(refused)
  })

  test.each([
    'http://169.254.169.254/latest',
    'http://[::ffff:169.254.169.254]/v1',
    'http://2852039166/v1',
    'http://0.0.0.0:1/v1',
  ])('is never at %s', async (baseUrl) => {
    await expect(create({ baseUrl })).rejects.toMatchObject({
      fieldErrors: { baseUrl: [expect.stringContaining('link-local or reserved')] },
    })
  })
})
