import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadNetworkAccess, loadOwnAuthority, loadOwnSecrets, noteOwnSecretUse } from '#lib/egress/access.ts'
import { newId } from '#lib/ids.ts'
import { createProvider } from '#lib/providers/create-provider.ts'
import type { ClaimedRun } from '#lib/runs/ownership.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { addAgent, addPlace, createProviderWorld, type Place } from '#tests/integration/providers/fixture.ts'
import type { World } from '#tests/integration/stream/fixture.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { callsTools, type FakeModel, failsWith, hangs, says, startFakeModel } from '#tests/support/fake-model.ts'
import { createInternet } from '#tests/support/internet.ts'
import { begin, run } from '#tests/support/sandbox-contract/running.ts'
import { searchContainer } from '#tests/support/search-container.ts'
import { ActiveRun } from '#worker/engine/active-run.ts'
import { makeAuthority } from '#worker/gateway/certificates.ts'
import { Gateway } from '#worker/gateway/gateway.ts'
import { ModelProxy } from '#worker/gateway/models/model-proxy.ts'
import { issueModelToken } from '#worker/gateway/models/token.ts'
import { withWayOut } from '#worker/gateway/with-way-out.ts'
import type { Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

const KEY = 'sk-real-key-of-the-provider-0123456789'
const internet = createInternet()
let world: World
let place: Place
let model: FakeModel
let driver: SandboxDriver
let gateway: Gateway
let sandbox: Sandbox
/** Runs that this worker works on. */
const active = new Map<string, ActiveRun>()
let runId = ''
let logged: { host: string; runId: string | null; verdict: string }[] = []

function beginRun(agentId = place.agentId): string {
  const id = newId()
  active.set(id, new ActiveRun({ runId: id, agentId, attempt: 1, cancelRequested: false } as ClaimedRun))
  return id
}

async function openFor(agentId: string, run: string): Promise<Sandbox> {
  const owner = { tenantId: place.tenantId, workspaceId: place.workspaceId, agentId }
  const opened = await driver.open({ ...owner, settings: sandboxSettings.parse({}) })
  const loadAuthority = (of: typeof owner) => loadOwnAuthority(of, () => makeAuthority('Workspace'))
  const sources = { loadSecrets: loadOwnSecrets, loadAuthority, hasModels: true }
  return withWayOut(opened, owner, { runId: run, tool: 'shell' }, sources)
}

const setBudget = (tokens: number) =>
  world.sql(`update agents set sandbox = jsonb_build_object('modelTokens', $1::int) where id = $2`, [
    tokens,
    place.agentId,
  ])
const billed = () =>
  world.sql(
    'select provider, model, step_index, input_tokens, output_tokens from usage_events where run_id = $1 order by created_at',
    [runId],
  )

beforeAll(async () => {
  world = await createProviderWorld({
    CREWHOUSE_SECRET: 'a secret of this test, long enough',
    CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1',
  })
  place = await addPlace(world)
  model = await startFakeModel(says('Hello from the model.'), { apiKey: KEY, models: ['fake-model', 'other-model'] })
  await createProvider.run(place.admin, {
    workspaceId: place.workspaceId,
    kind: 'openai_compatible',
    name: 'Fake',
    baseUrl: model.url,
    apiKey: KEY,
  })
  gateway = new Gateway({
    network: internet.network,
    loadAccess: loadNetworkAccess,
    loadAuthority: (owner) => loadOwnAuthority(owner, () => makeAuthority('Workspace')),
    record: async (_, rows) => void logged.push(...rows),
    noteUse: noteOwnSecretUse,
    models: new ModelProxy({ findRun: (id) => active.get(id) }),
  })
  driver = await testDockerDriver({ onConnection: (owner, connection) => gateway.accept(owner, connection) })
}, 600_000)

afterAll(async () => {
  await gateway?.close()
  await driver?.removeAgent(place.agentId)
  await driver?.removeWorkspace(place.workspaceId)
  await driver?.close()
  await internet.close()
  await model?.close()
  await world?.drop()
}, 60_000)

beforeEach(async () => {
  await gateway.close()
  logged = []
  model.requests.length = 0
  await setBudget(100_000)
  runId = beginRun()
  sandbox = await openFor(place.agentId, runId)
})

const body = (more: object = {}) =>
  JSON.stringify({ model: 'fake-model', messages: [{ role: 'user', content: 'Hi' }], ...more })
const AUTH = '-H "Authorization: Bearer $OPENAI_API_KEY"'
const chat = (more: object = {}, flags = '') =>
  run(sandbox, `curl -sS -m 20 ${flags} "$OPENAI_BASE_URL/chat/completions" ${AUTH} -d '${body(more)}'`)
const errorOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout).error as { code: string; message: string }

describe('code in a sandbox', { timeout: 60_000 }, () => {
  test('has an answer of a model without its key, and the run is billed for it', async () => {
    model.script({ ...says('Hello from the model.'), usage: { inputTokens: 11, outputTokens: 5 } })
    const { stdout, stderr } = await chat()
    expect(JSON.parse(stdout), stderr).toMatchObject({
      object: 'chat.completion',
      model: 'fake-model',
      choices: [{ message: { role: 'assistant', content: 'Hello from the model.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 },
    })
    expect(model.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(model.requests.at(-1)?.json.messages).toEqual([{ role: 'user', content: 'Hi' }])
    expect(await billed()).toEqual([
      { provider: 'openai_compatible', model: 'fake-model', step_index: null, input_tokens: 11, output_tokens: 5 },
    ])
    await gateway.close()
    expect(logged).toMatchObject([{ host: 'llm.crewhouse.internal', runId, verdict: 'allowed' }])
    expect(internet.connected).toEqual([])
  })

  test('has it while it is made', async () => {
    const { stdout } = await chat({ stream: true, stream_options: { include_usage: true } }, '-N -i')
    expect(stdout).toContain('text/event-stream')
    const events = stdout.split('data: ').slice(1)
    expect(events.at(-1)?.trim()).toBe('[DONE]')
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event))
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('Hello from the model.')
    expect(chunks.length).toBeGreaterThan(4)
    expect(chunks.at(-2)?.choices[0].finish_reason).toBe('stop')
    expect(chunks.at(-1)?.usage.total_tokens).toBeGreaterThan(0)
    // The answer's end does not wait for the bill.
    await expect.poll(billed).toHaveLength(1)
  })

  test('offers tools to the model, and hands their results on', async () => {
    model.script(callsTools({ name: 'weather', args: { city: 'Ulm' } }))
    const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }]
    const { stdout } = await chat({ tools })
    const [{ message, finish_reason }] = JSON.parse(stdout).choices
    expect(finish_reason).toBe('tool_calls')
    expect(message.tool_calls[0].function).toEqual({ name: 'weather', arguments: '{"city":"Ulm"}' })
    model.script(says('Rain.'))
    const messages = [
      { role: 'user', content: 'Hi' },
      message,
      { role: 'tool', tool_call_id: message.tool_calls[0].id, content: 'rain' },
    ]
    expect(JSON.parse((await chat({ tools, messages })).stdout).choices[0].message.content).toBe('Rain.')
    expect(model.requests.at(-1)?.json.messages.at(-1)).toMatchObject({ role: 'tool', content: 'rain' })
    model.script(says('Hello from the model.'))
  })

  test.each([
    [
      'Node.js',
      `node -e "fetch(process.env.OPENAI_BASE_URL + '/models', {headers: {authorization: 'Bearer ' + process.env.OPENAI_API_KEY}}).then(r => r.json()).then(v => console.log(v.data.map(m => m.id).join()))"`,
    ],
    [
      'Python',
      `python3 -c "import json, os, urllib.request as r; print(','.join(m['id'] for m in json.load(r.urlopen(r.Request(os.environ['OPENAI_BASE_URL'] + '/models', headers={'authorization': 'Bearer ' + os.environ['OPENAI_API_KEY']})))['data']))"`,
    ],
    ['curl through a tunnel', `curl -sS -p ${AUTH} "$OPENAI_BASE_URL/models" | jq -r '[.data[].id] | join(",")'`],
  ])('lists what the workspace’s providers offer: %s', async (_, command) => {
    const { stdout, stderr } = await run(sandbox, command)
    expect(stdout.trim(), stderr).toBe('fake-model,other-model')
  })

  test('is refused a model that no provider offers, a request that is none, and other addresses', async () => {
    expect(errorOf(await chat({ model: 'gpt-unknown' }))).toMatchObject({ code: 'model_not_found' })
    expect(errorOf(await chat({ messages: [] })).message).toContain('messages')
    expect(errorOf(await chat({ n: 2 })).message).toContain('Only one answer')
    const embeddings = await run(sandbox, `curl -sS "$OPENAI_BASE_URL/embeddings" ${AUTH} -d '{}'`)
    expect(errorOf(embeddings).message).toContain('POST /v1/chat/completions')
    expect((await run(sandbox, 'curl -sS -p https://llm.crewhouse.internal/v1/models')).stderr).toContain('403')
    expect(model.requests.filter(({ operation }) => operation === 'generate')).toEqual([])
    expect(await billed()).toEqual([])
  })

  test('is told what the provider says, and is not billed for a refusal', async () => {
    model.script(failsWith(400, `No such thing, says ${KEY}.`))
    const { stdout } = await chat({}, '-w "%{http_code}"')
    expect(stdout).toMatch(/No such thing.*400$/)
    expect(stdout).not.toContain(KEY)
    expect(await billed()).toEqual([])
    model.script({ parts: [{ text: ['My key is ', KEY.slice(0, 20), KEY.slice(20), '.'] }] })
    const streamed = await chat({ stream: true }, '-N')
    const said = streamed.stdout
      .split('data: ')
      .slice(1, -1)
      .map((each) => JSON.parse(each).choices[0].delta.content ?? '')
    expect(said.join('')).toBe('My key is ***.')
    model.script(says('Hello from the model.'))
  })
})

describe('the budget of a run', { timeout: 60_000 }, () => {
  test('ends calls, in words that say what to do', async () => {
    await setBudget(1000)
    model.script({ ...says('Long.'), usage: { inputTokens: 600, outputTokens: 395 } })
    expect((await chat({}, '-w "%{http_code}"')).stdout).toMatch(/200$/)
    const refused = await chat({}, '-i')
    expect(refused.stdout).toMatch(/HTTP\/1.1 429[\s\S]*x-should-retry: false/i)
    expect(refused.stdout).toMatch(/"code":"insufficient_quota"/)
    expect(refused.stdout).toMatch(/budget[\s\S]*1000 tokens[\s\S]*settings of the agent/)
    expect(await billed()).toHaveLength(1)
    model.script(says('Hello from the model.'))
  })

  test('bounds the answer that is asked for, and is shared by calls at once', async () => {
    await setBudget(500)
    await chat({ max_tokens: 5000 })
    expect(model.requests[0]?.json.max_tokens).toBeLessThan(500)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    model.script({ parts: [{ waitFor: held }, { text: 'Late.' }] })
    runId = beginRun()
    sandbox = await openFor(place.agentId, runId)
    const first = chat()
    await model.received(1)
    expect(errorOf(await chat())).toMatchObject({ code: 'insufficient_quota' })
    release()
    expect(JSON.parse((await first).stdout).choices[0].message.content).toBe('Late.')
    model.script(says('Hello from the model.'))
  })

  test('of the workspace is met by calls of code as well: refused where it is used up, counted where it is not', async () => {
    const { tenantId, workspaceId, agentId } = place
    const [threadId, messageId, budgetId] = [newId(), newId(), newId()]
    // A budget is about runs that there are.
    await world.sql(
      `with t as (insert into threads (id, tenant_id, workspace_id, agent_id, title, created_by_id, updated_at)
         values ($1, $2, $3, $4, 'Code', $4, now())),
       m as (insert into messages (id, tenant_id, workspace_id, thread_id, author_id, author_name, text)
         values ($5, $2, $3, $1, $4, 'Ada', 'Go')),
       r as (insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, created_by_id, status, attempt)
         values ($6, $2, $3, $1, $4, $5, $4, 'running', 1))
       insert into budgets (id, tenant_id, workspace_id, period, limit_tokens, updated_by) values ($7, $2, $3, 'run', 0, 'Ada')`,
      [threadId, tenantId, workspaceId, agentId, messageId, runId, budgetId],
    )
    try {
      const refused = errorOf(await chat())
      expect(refused.code).toBe('insufficient_quota')
      expect(refused.message).toContain('The workspace’s budget for one run is reached (0 tokens).')
      expect(model.requests).toEqual([])
      await world.sql('update budgets set limit_tokens = 100000 where id = $1', [budgetId])
      expect((await chat()).stdout).toContain('Hello from the model.')
      await expect.poll(billed).toHaveLength(1)
      const [bill] = await billed()
      const [counter] = await world.sql(
        'select spent_tokens::int as spent, reserved_tokens::int as reserved from budget_counters where budget_id = $1',
        [budgetId],
      )
      expect(counter).toEqual({ spent: Number(bill?.input_tokens) + Number(bill?.output_tokens), reserved: 0 })
    } finally {
      await world.sql('delete from budgets where id = $1', [budgetId])
    }
  })

  test('is not spared by hanging up before the end', async () => {
    model.script({ parts: [{ text: 'x'.repeat(400) }, { waitFor: new Promise(() => {}) }] })
    await run(sandbox, `curl -sS -N -m 2 "$OPENAI_BASE_URL/chat/completions" ${AUTH} -d '${body({ stream: true })}'`)
    await expect.poll(billed, { timeout: 10_000 }).toMatchObject([{ output_tokens: 100 }])
    await expect.poll(() => model.requests.at(-1)?.aborted, { timeout: 10_000 }).toBe(true)
    model.script(says('Hello from the model.'))
  })

  test('of nothing means that there are no models', async () => {
    await setBudget(0)
    expect(errorOf(await chat())).toMatchObject({ code: 'models_off' })
  })
})

describe('the token of a run', { timeout: 60_000 }, () => {
  const withToken = (token: string) =>
    run(sandbox, `curl -sS -w "%{http_code}" "$OPENAI_BASE_URL/models" -H "Authorization: Bearer ${token}"`)

  test('is worth nothing in another agent’s sandbox, and made up ones are worth nothing', async () => {
    const other = await addAgent(world, place)
    const theirs = issueModelToken(other, beginRun(other))
    const forged = issueModelToken(place.agentId, runId).replace(/.{4}$/, 'AAAA')
    for (const token of [theirs, forged, `sk-crewhouse-${runId}`, KEY, '']) {
      expect((await withToken(token)).stdout, token).toMatch(/invalid_api_key.*401$/)
    }
    expect((await withToken(issueModelToken(place.agentId, runId))).stdout).toMatch(/200$/)
  })

  test('ends with its run, and a call in progress with it', async () => {
    model.script(hangs())
    const calling = chat()
    await model.received(1)
    active.get(runId)?.cancel()
    expect((await calling).stdout).toMatch(/cancelled|^$/)
    await expect.poll(() => model.requests.at(-1)?.aborted, { timeout: 10_000 }).toBe(true)
    expect(errorOf(await chat()).message).toContain('over')
    active.delete(runId)
    expect(errorOf(await chat())).toMatchObject({ code: 'invalid_api_key' })
    model.script(says('Hello from the model.'))
  })

  test('is all that a container holds while a model is called: the key is nowhere in it', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    model.script({ parts: [{ text: 'Begun.' }, { waitFor: held }, { text: 'Done.' }] })
    const { running } = await begin(
      sandbox,
      `echo "$OPENAI_API_KEY" > /workspace/token; echo begun; curl -sS -N "$OPENAI_BASE_URL/chat/completions" ${AUTH} -d '${body({ stream: true })}' | tee /tmp/answer`,
    )
    await model.received(1)
    expect(model.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`)
    const token = issueModelToken(place.agentId, runId)
    const looked = await searchContainer(place.agentId, [KEY, Buffer.from(KEY).toString('base64').slice(0, 40)])
    expect(looked.found).toEqual([])
    expect(looked.processes).toBeGreaterThanOrEqual(4)
    // What is there is found, so that what is not found is not there.
    const known = await searchContainer(place.agentId, [token])
    expect(known.found).toEqual(
      expect.arrayContaining([
        expect.stringContaining('environ of'),
        expect.stringContaining('memory of'),
        '/proc/1/root/workspace/token',
      ]),
    )
    release()
    await running
    model.script(says('Hello from the model.'))
  })
})
