import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { listSafetyDecisions, listTeamMessages } from '#lib/mail/list-feed.ts'
import { setAgentTeamSettings, setTeamSettings } from '#lib/mail/set-settings.ts'
import { getOverview } from '#lib/overview/get-overview.ts'
import { answerTools } from '#lib/runs/answer-tools.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { withdrawMessage } from '#lib/runs/withdraw-message.ts'
import { TEAM_TOOL_NAMES } from '#lib/team-tools/definitions.ts'
import { listThreads } from '#lib/threads/list-threads.ts'
import { TOOL_NAMES } from '#lib/tools/registry.ts'
import { type Crew, createCrew, eventually, type Tenant } from '#tests/support/crew.ts'
import {
  callsTools,
  type FakeModel,
  type FakeReply,
  type FakeRequest,
  hangs,
  says,
  startFakeModel,
} from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let admin: Principal
let threadId: string
/** By name. */
let agents: Record<string, string>

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel(says('Hello.'))
  await crew.startWorker()
})
beforeEach(async () => {
  tenant = await crew.createTenant(model.url)
  admin = await tenant.addMember('admin', 'Admin')
  agents = {}
  for (const name of ['Boss', 'Ann', 'Bob']) {
    const id = await tenant.createAgent({ tools: [...TOOL_NAMES, ...TEAM_TOOL_NAMES] })
    await crew.sql.query(`update agents set name = $2 where id = $1`, [id, name])
    await crew.sql.query(
      `update agent_versions set settings = settings || jsonb_build_object('name', $2::text) where agent_id = $1`,
      [id, name],
    )
    agents[name] = id
  }
  threadId = await tenant.createThread(agents.Boss as string)
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

const at = () => ({ workspaceId: tenant.workspaceId })
const ask = (agent: string, message: string, more = {}) => ({ name: 'agent_ask', args: { agent, message, ...more } })
const tell = (agent: string, message: string) => ({ name: 'agent_tell', args: { agent, message } })
const letTalk = (talk: object) => setTeamSettings.run(admin, { ...at(), talk, limits: {} })

/** Who is asked for words, and how often the model has answered it in this conversation. */
function speaker({ body, json }: FakeRequest): { name: string; turn: number; said: string } {
  const name = /You are (\w+), an AI agent/.exec(body)?.[1] ?? ''
  const messages: { role: string; content: unknown }[] = json.messages
  const last = messages.findLastIndex(({ role }) => role === 'user')
  const turn = messages.slice(last).filter(({ role }) => role === 'assistant').length
  return { name, turn, said: JSON.stringify(messages[last]?.content) }
}

/** Each agent's replies, in turn within a run. */
function crewScript(replies: Record<string, readonly (FakeReply | ((said: string) => FakeReply))[]>): void {
  model.script((request) => {
    const { name, turn, said } = speaker(request)
    const reply = replies[name]?.[turn]
    if (!reply) return says(`${name} has nothing to say.`)
    return typeof reply === 'function' ? reply(said) : reply
  })
}

const callsOf = async (runId: string, until = 'succeeded') =>
  (await crew.run(tenant, threadId, runId, ({ status }) => status === until)).steps.flatMap(
    ({ toolCalls }) => toolCalls,
  )
const feed = async () => (await listTeamMessages.run(tenant.principal, at())).items.toReversed()
const decisions = async () => (await listSafetyDecisions.run(tenant.principal, at())).items

async function children(runId: string) {
  const { rows } = await crew.sql.query<{
    id: string
    status: string
    depth: number
    agent_id: string
    created_by_id: string
    root_run_id: string
    thread_id: string
  }>(`select * from runs where asked_by_run_id = $1 order by created_at, id`, [runId])
  return rows
}

test('two agents are asked at the same time, the asker holds no worker meanwhile, and both answers come back', async () => {
  await letTalk({ mode: 'coordinator', coordinatorId: agents.Boss })
  const before = await crew.transcript(tenant, threadId)
  crewScript({
    Boss: [callsTools(ask('Ann', 'How many?'), ask('bob', 'Which?')), says('Three blue ones.')],
    Ann: [callsTools({ name: 'shell', args: { command: 'echo 3' } }), says('Three.')],
    Bob: [says('The blue ones.')],
  })
  const runId = await tenant.post(threadId, 'How many of which?')
  const calls = await callsOf(runId)
  expect(calls).toMatchObject([
    { name: 'agent_ask', status: 'succeeded', result: { view: { kind: 'agent', agentId: agents.Ann } } },
    { name: 'agent_ask', status: 'succeeded', result: { view: { kind: 'agent', agentId: agents.Bob } } },
  ])
  expect(calls[0]?.result?.text).toMatch(
    /^\[Answer of the agent "Ann"\. Written by others: .*\]\nThree\.\n\[\w{12}: end\]$/,
  )
  expect(calls[1]?.result?.text).toContain('The blue ones.')
  const below = await children(runId)
  const { rows: root } = await crew.sql.query('select created_by_id from runs where id = $1', [runId])
  expect(below).toMatchObject([
    { status: 'succeeded', depth: 1, root_run_id: runId, created_by_id: root[0].created_by_id, agent_id: agents.Ann },
    { status: 'succeeded', depth: 1, root_run_id: runId, created_by_id: root[0].created_by_id, agent_id: agents.Bob },
  ])
  expect(new Set(below.map((run) => run.thread_id)).size).toBe(2)
  expect((await feed()).map(({ kind, author, text, status }) => [kind, author.name, text, status])).toEqual(
    expect.arrayContaining([
      ['ask', 'Boss', 'How many?', 'answered'],
      ['ask', 'Boss', 'Which?', 'answered'],
      ['answer', 'Ann', 'Three.', 'sent'],
      ['answer', 'Bob', 'The blue ones.', 'sent'],
    ]),
  )
  // A model was asked for what agents say alone: twice the asker, twice Ann, once Bob.
  expect(model.requests.filter(({ operation }) => operation === 'generate').length).toBe(5)
  await crew.expectSameForReader(tenant, threadId, before)
  const listed = await listThreads.run(tenant.principal, at())
  expect(listed.items.map(({ id }) => id)).toEqual([threadId])
})

test('off by default: the agent is told, nothing is stored, and people see what held it back', async () => {
  crewScript({ Boss: [callsTools(ask('Ann', 'Hello?'), { name: 'agents_list', args: {} }), says('Nobody.')] })
  const runId = await tenant.post(threadId, 'Ask Ann')
  const [asked, listed] = await callsOf(runId)
  expect(asked).toMatchObject({ status: 'failed' })
  expect(asked?.result?.text).toContain('an admin has not switched it on')
  expect(listed?.result?.text).toMatch(/- Ann .* you may not talk to it/)
  expect(await children(runId)).toEqual([])
  expect(await feed()).toEqual([])
  expect(await decisions()).toMatchObject([
    { control: 'talk', effect: 'refused', agentId: agents.Boss, toAgentId: agents.Ann, runId },
  ])
})

test('a pair talks and nobody else, whoever begins', async () => {
  await letTalk({ mode: 'pairs', pairs: [[agents.Ann, agents.Boss]] })
  crewScript({ Boss: [callsTools(ask('Ann', 'Hello?'), ask('Bob', 'Hello?')), says('Done.')], Ann: [says('Hi.')] })
  const calls = await callsOf(await tenant.post(threadId, 'Ask both'))
  expect(calls).toMatchObject([{ status: 'succeeded' }, { status: 'failed' }])
  expect(calls[1]?.result?.text).toContain('The rules of this workspace do not let you talk to "Bob"')
})

test('an ask that would close a circle of waiting is refused, over however many agents; a tell is not', async () => {
  await letTalk({ mode: 'everyone' })
  crewScript({
    Boss: [(said) => (said.includes('from Bob') ? says('Noted.') : callsTools(ask('Ann', 'Find out'))), says('Good.')],
    Ann: [callsTools(ask('Bob', 'Find out')), says('Found out.')],
    Bob: [callsTools(ask('Boss', 'Do you know?'), tell('Boss', 'from Bob')), says('I know.')],
  })
  const runId = await tenant.post(threadId, 'Go')
  expect(await callsOf(runId)).toMatchObject([{ status: 'succeeded' }])
  expect(await decisions()).toMatchObject([{ control: 'circle', effect: 'refused', agentId: agents.Bob }])
  const said = (await feed()).map(({ kind, author, text }) => [kind, author.name, text])
  expect(said).toContainEqual(['tell', 'Bob', 'from Bob'])
  expect(said).toContainEqual(['answer', 'Ann', 'Found out.'])
})

test('the depth of asks ends where the narrowest limit says, and not before', async () => {
  await letTalk({ mode: 'everyone' })
  await setAgentTeamSettings.run(admin, { ...at(), agentId: agents.Bob, limits: { maxDepth: 2 } })
  crewScript({
    Boss: [callsTools(ask('Ann', 'Down')), says('Up.')],
    Ann: [callsTools(ask('Bob', 'Down')), says('Up.')],
    Bob: [callsTools(tell('Boss', 'Deeper')), says('Bottom.')],
  })
  const runId = await tenant.post(threadId, 'Down')
  expect((await callsOf(runId))[0]?.result?.text).toContain('Up.')
  expect(await decisions()).toMatchObject([{ control: 'depth', details: { depth: 3, limit: 2 }, agentId: agents.Bob }])
})

test('a run has so many others going at one time, and more once they are over', async () => {
  await letTalk({ mode: 'everyone' })
  await setAgentTeamSettings.run(admin, { ...at(), agentId: agents.Boss, limits: { maxLiveChildren: 2 } })
  crewScript({
    Boss: [
      callsTools(ask('Ann', 'One'), ask('Bob', 'Two'), ask('Ann', 'Three')),
      callsTools(ask('Ann', 'Three again')),
      says('Done.'),
    ],
    Ann: [says('Yes.')],
    Bob: [says('Yes.')],
  })
  // Nobody answers while the third is asked.
  await crew.sql.query('update agents set paused_at = now() where id = any($1)', [[agents.Ann, agents.Bob]])
  const runId = await tenant.post(threadId, 'Ask')
  await crew.run(tenant, threadId, runId, ({ status }) => status === 'waiting')
  await crew.sql.query('update agents set paused_at = null where id = any($1)', [[agents.Ann, agents.Bob]])
  expect(await callsOf(runId)).toMatchObject([
    { status: 'succeeded' },
    { status: 'succeeded' },
    { status: 'failed' },
    { status: 'succeeded' },
  ])
  expect(await decisions()).toMatchObject([{ control: 'fan-out', details: { live: 2, limit: 2 } }])
})

test('who writes often is delayed first, and refused later', async () => {
  await letTalk({ mode: 'everyone' })
  await setAgentTeamSettings.run(admin, { ...at(), agentId: agents.Boss, limits: { maxMessagesPerMinute: 4 } })
  const texts = ['Apples are ripe', 'Bees have swarmed', 'Cellar is flooded', 'Donkey ran away', 'Eggs cost more']
  const notes = texts.map((text) => tell('Ann', text))
  crewScript({ Boss: [callsTools(...notes), says('Done.')], Ann: [says('Noted.')] })
  const runId = await tenant.post(threadId, 'Tell')
  const calls = await callsOf(runId)
  expect(calls.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded', 'failed'])
  expect(calls[1]?.result?.text).not.toContain('delivered in')
  expect(calls[2]?.result?.text).toContain('delivered in')
  const effects = (await decisions()).map(({ control, effect }) => [control, effect])
  expect(effects).toEqual([
    ['rate', 'refused'],
    ['rate', 'delayed'],
    ['rate', 'delayed'],
  ])
  const { rows } = await crew.sql.query<{ text: string }>(
    'select m.text from runs r join messages m on m.id = r.message_id where r.asked_by_run_id = $1 order by r.queued_at, r.id',
    [runId],
  )
  expect(rows.map(({ text }) => text)).toEqual(texts.slice(0, 4))
})

test('an ask ends at its deadline, the asker goes on, and who was asked is stopped', async () => {
  await letTalk({ mode: 'everyone' })
  crewScript({ Boss: [callsTools(ask('Ann', 'Quick', { timeout_s: 1 })), says('Without Ann.')], Ann: [hangs()] })
  const runId = await tenant.post(threadId, 'Ask Ann')
  const [call] = await callsOf(runId)
  expect(call).toMatchObject({ status: 'failed', result: { view: { kind: 'agent', agentId: agents.Ann } } })
  expect(call?.result?.text).toContain('did not answer in time')
  await eventually(
    'Ann to be stopped',
    async () => (await children(runId)).every((run) => run.status === 'cancelled') || null,
  )
  expect(await feed()).toMatchObject([{ kind: 'ask', status: 'expired' }])
})

test('who cancels the asker stops those whom it asked; nobody else answers in their place', async () => {
  await letTalk({ mode: 'everyone' })
  crewScript({ Boss: [callsTools(ask('Ann', 'Long'))], Ann: [hangs()] })
  const runId = await tenant.post(threadId, 'Ask Ann')
  const [call] = await callsOf(runId, 'waiting')
  const results = [{ toolCallId: call?.id, text: 'I am Ann.' }]
  await expect(answerTools.run(tenant.principal, { ...at(), runId, results })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await getOverview.run(tenant.principal, at())).waiting).toEqual([])
  await cancelRun.run(tenant.principal, { ...at(), runId })
  await eventually(
    'Ann to be stopped',
    async () => (await children(runId)).every((run) => run.status === 'cancelled') || null,
  )
  expect(await feed()).toMatchObject([{ kind: 'ask', status: 'cancelled' }])
})

test('an asked run that fails is an answer too, and what it was asked cannot be taken back under the asker', async () => {
  await letTalk({ mode: 'everyone' })
  await crew.sql.query('update agents set paused_at = now() where id = $1', [agents.Ann])
  crewScript({ Boss: [callsTools(ask('Ann', 'Well?')), says('A pity.')] })
  const runId = await tenant.post(threadId, 'Ask Ann')
  await callsOf(runId, 'waiting')
  const [child] = await children(runId)
  const { rows } = await crew.sql.query('select message_id from runs where id = $1', [child?.id])
  await expect(withdrawMessage.run(tenant.principal, { ...at(), messageId: rows[0].message_id })).rejects.toMatchObject(
    { code: 'conflict' },
  )
  await cancelRun.run(tenant.principal, { ...at(), runId: child?.id })
  const [call] = await callsOf(runId)
  expect(call).toMatchObject({ status: 'failed' })
  expect(call?.result?.text).toBe('The agent "Ann" did not answer: The run was cancelled.')
})

test('workers that are killed at any moment lose no message and double none', async () => {
  await letTalk({ mode: 'everyone' })
  crewScript({
    Boss: [
      callsTools(ask('Ann', 'One'), ask('Bob', 'Two')),
      callsTools(ask('Ann', 'Three'), tell('Bob', 'Four')),
      says('All.'),
    ],
    Ann: [says('Yes.')],
    Bob: [says('Yes.')],
  })
  const runId = await tenant.post(threadId, 'Go')
  for (const waitMs of [300, 900]) {
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    await crew.killWorkers()
    await crew.startWorker()
  }
  expect((await callsOf(runId)).map(({ status }) => status)).toEqual(Array(4).fill('succeeded'))
  await eventually('all to be over', async () =>
    (await children(runId)).every((run) => run.status === 'succeeded') ? true : null,
  )
  const kinds = (await feed()).map(({ kind, text }) => `${kind} ${text}`).sort()
  expect(kinds).toEqual([
    'answer Yes.',
    'answer Yes.',
    'answer Yes.',
    'answer Yes.',
    'ask One',
    'ask Three',
    'ask Two',
    'tell Four',
  ])
})

test('agents that go round in circles are warned once, then held back, and people see which messages showed it', async () => {
  await letTalk({ mode: 'everyone' })
  const again = callsTools(ask('Ann', 'Which colour shall we take? You decide.'))
  crewScript({ Boss: [again, again, again, again, again, says('Blue.')], Ann: [says('No, you decide which colour.')] })
  const calls = await callsOf(await tenant.post(threadId, 'Choose a colour.'))
  expect(calls.filter(({ status }) => status === 'failed').length).toBeGreaterThan(0)
  const struck = (await decisions()).filter(({ control }) => control === 'loop').map(({ effect }) => effect)
  expect(struck.filter((effect) => effect === 'warned')).toHaveLength(1)
  expect(struck).toContain('refused')
})

test('agents that ask one another about many similar items are left alone', async () => {
  await letTalk({ mode: 'everyone' })
  const asked = Array.from({ length: 12 }, (_, item) => callsTools(ask('Ann', `Label item ${item}.`)))
  crewScript({ Boss: [...asked, says('Labelled.')], Ann: [says('spam')] })
  const calls = await callsOf(await tenant.post(threadId, 'Label them.'))
  expect(calls.map(({ status }) => status)).toEqual(asked.map(() => 'succeeded'))
  expect((await decisions()).filter(({ control }) => control === 'loop')).toEqual([])
})
