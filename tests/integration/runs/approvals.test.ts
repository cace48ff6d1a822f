import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { duplicateAgent } from '#lib/agents/duplicate-agent.ts'
import { answerApproval } from '#lib/approvals/answer-approval.ts'
import { approveAlways } from '#lib/approvals/approve-always.ts'
import { getApproval, listApprovals } from '#lib/approvals/list-approvals.ts'
import type { ApprovalView } from '#lib/approvals/schema.ts'
import { getOverview } from '#lib/overview/get-overview.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { getToolPolicy } from '#lib/toolbox/get-policy.ts'
import { listTools } from '#lib/toolbox/list-tools.ts'
import { setAgentToolPolicy, setWorkspaceToolPolicy } from '#lib/toolbox/set-policies.ts'
import type { PolicyRule } from '#lib/tools/schema.ts'
import { type Crew, createCrew, eventually, type Tenant } from '#tests/support/crew.ts'
import { callsTools, type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let admin: Principal
let ann: Principal
let bob: Principal
let viewer: Principal
let agentId: string
let threadId: string

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel(says('Hello.'))
  await crew.startWorker()
})
beforeEach(async () => {
  tenant = await crew.createTenant(model.url)
  admin = await tenant.addMember('admin', 'Ada')
  ann = await tenant.addMember('member', 'Ann')
  bob = await tenant.addMember('member', 'Bob')
  viewer = await tenant.addMember('viewer', 'Vic')
  agentId = await tenant.createAgent()
  threadId = await tenant.createThread(agentId)
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

const shell = (command: string) => ({ name: 'shell', args: { command } })
const askForShell: PolicyRule[] = [{ tools: 'shell', effect: 'ask' }]
const at = () => ({ workspaceId: tenant.workspaceId })

async function rules(...list: PolicyRule[]): Promise<void> {
  await setWorkspaceToolPolicy.run(admin, { ...at(), rules: list })
}

const open = async () => (await listApprovals.run(viewer, at())).items

/** Posts, and waits until the run waits for a person. */
async function untilAsked(...commands: string[]): Promise<{ runId: string; asked: ApprovalView[] }> {
  model.script([callsTools(...commands.map(shell)), says('Done.')])
  const runId = await tenant.post(threadId, 'Go')
  const run = await crew.run(tenant, threadId, runId)
  expect(run).toMatchObject({ status: 'waiting', error: { code: 'approval' } })
  return { runId, asked: await open() }
}

const ended = (runId: string) => crew.run(tenant, threadId, runId, ({ status }) => status === 'succeeded')
const callOf = async (runId: string, index = 0) => (await ended(runId)).steps[0]?.toolCalls[index]

async function auditOf(runId: string): Promise<string[]> {
  const { rows } = await crew.sql.query<{ action: string }>(
    `select action from audit_events where target_id = $1 order by created_at, id`,
    [runId],
  )
  return rows.map(({ action }) => action)
}

test('a call that has to be allowed waits without a worker, and is made once somebody allows it', async () => {
  await rules(...askForShell)
  const before = await crew.transcript(tenant, threadId)
  const { runId, asked } = await untilAsked('echo made >> made; cat made')
  expect(asked).toMatchObject([
    {
      tool: 'shell',
      risk: 'dangerous',
      args: { command: 'echo made >> made; cat made' },
      asks: [{ level: 'workspace', rule: askForShell[0] }],
      rule: null,
      alwaysAt: null,
      status: 'waiting',
    },
  ])
  const { rows } = await crew.sql.query('select result, status from tool_calls where run_id = $1', [runId])
  expect(rows).toEqual([{ result: null, status: 'pending' }])
  expect((await getOverview.run(viewer, at())).waiting).toMatchObject([{ runId, status: 'waiting' }])

  await expect(
    answerApproval.run(viewer, { ...at(), approvalId: asked[0]?.id, answer: 'approve' }),
  ).rejects.toMatchObject({ code: 'not_allowed' })
  const answer = await answerApproval.run(ann, { ...at(), approvalId: asked[0]?.id, answer: 'approve' })
  expect(answer).toMatchObject({ status: 'approved', scope: 'once', answeredBy: { name: 'Ann' }, goesOn: true })
  const call = await callOf(runId)
  expect(call).toMatchObject({ status: 'succeeded' })
  expect(call?.result?.text).toBe('made\n[exit code 0]')
  expect(await open()).toEqual([])
  expect(await auditOf(runId)).toEqual(
    expect.arrayContaining(['approval.requested', 'run.waiting', 'approval.approved', 'run.succeeded']),
  )
  await crew.expectSameForReader(tenant, threadId, before)
})

test('of two people who answer at once one is heard, and the other is told who', async () => {
  await rules(...askForShell)
  for (let round = 0; round < 5; round++) {
    threadId = await tenant.createThread(agentId)
    const { runId, asked } = await untilAsked('echo x >> both; wc -l < both')
    const input = { ...at(), approvalId: asked[0]?.id }
    const answers = await Promise.allSettled([
      answerApproval.run(ann, { ...input, answer: 'approve' }),
      answerApproval.run(bob, { ...input, answer: 'refuse', reason: 'No.' }),
    ])
    const [first, second] = answers[0]?.status === 'fulfilled' ? ['Ann', 'Bob'] : ['Bob', 'Ann']
    const lost = answers.filter((answer) => answer.status === 'rejected')
    expect(lost, second).toHaveLength(1)
    expect(lost[0]?.reason).toMatchObject({ code: 'conflict', message: expect.stringContaining(`${first} has`) })
    expect((await callOf(runId))?.status).toBe(first === 'Ann' ? 'succeeded' : 'refused')
    expect((await auditOf(runId)).filter((action) => /approval\.(approved|refused)/.test(action))).toHaveLength(1)
    // And an hour later as well.
    await expect(answerApproval.run(ann, { ...input, answer: 'approve' })).rejects.toMatchObject({ code: 'conflict' })
  }
})

test('a refusal tells the model who refused and why, and nothing is done', async () => {
  await rules(...askForShell)
  const { runId, asked } = await untilAsked('touch never')
  await answerApproval.run(bob, { ...at(), approvalId: asked[0]?.id, answer: 'refuse', reason: 'Use the API.' })
  const call = await callOf(runId)
  expect(call?.status).toBe('refused')
  const told = JSON.stringify(model.requests.at(-1)?.json.messages.at(-1))
  expect(told).toContain('Bob did not allow this call. Their reason: Use the API.')
})

test('who allows it for this run is not asked again for calls like it, and is for others', async () => {
  await rules(...askForShell)
  model.script([
    callsTools(shell('echo one'), shell('echo one more'), shell('pwd')),
    callsTools(shell('echo one again'), shell('echo one; pwd')),
    says('Done.'),
  ])
  const runId = await tenant.post(threadId, 'Go')
  await crew.run(tenant, threadId, runId)
  const asked = await open()
  expect(asked.map(({ args }) => args)).toMatchObject(
    ['echo one', 'echo one more', 'pwd'].map((command) => ({ command })),
  )
  const first = await answerApproval.run(ann, { ...at(), approvalId: asked[0]?.id, answer: 'approve', scope: 'run' })
  expect(first.goesOn).toBe(false)
  expect((await open()).map(({ args }) => args)).toEqual([{ command: 'pwd' }])
  await answerApproval.run(ann, { ...at(), approvalId: asked[2]?.id, answer: 'approve' })
  await eventually('the second question', async () => ((await open()).length > 0 ? true : null))
  const next = await open()
  expect(next.map(({ args }) => args)).toEqual([{ command: 'echo one; pwd' }])
  await answerApproval.run(ann, { ...at(), approvalId: next[0]?.id, answer: 'refuse' })
  const run = await ended(runId)
  expect(run.steps.map(({ toolCalls }) => toolCalls.map(({ status }) => status))).toEqual([
    ['succeeded', 'succeeded', 'succeeded'],
    ['succeeded', 'refused'],
    [],
  ])
})

test('always writes the rule that was shown, by an admin alone, and the next run is not asked', async () => {
  await rules(...askForShell)
  await setAgentToolPolicy.run(admin, { ...at(), agentId, rules: [{ tools: 'group:shell', effect: 'ask' }] })
  const { runId, asked } = await untilAsked('echo allowed')
  const rule = { tools: 'shell', effect: 'auto', when: { command: 'echo allowed' } } as const
  expect(asked[0]).toMatchObject({ rule, alwaysAt: ['workspace', 'agent'] })
  const input = { ...at(), approvalId: asked[0]?.id }
  await expect(approveAlways.run(ann, input)).rejects.toMatchObject({ code: 'not_allowed' })
  for (const other of [
    { tools: 'shell', effect: 'auto' },
    { tools: '*', effect: 'auto' },
    { tools: 'shell', effect: 'auto', when: { command: 'curl' } },
    { tools: 'shell', effect: 'deny', when: { command: 'echo' } },
  ]) {
    await expect(approveAlways.run(admin, { ...input, rule: other }), JSON.stringify(other)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  }
  await approveAlways.run(admin, { ...input, rule })
  expect((await callOf(runId))?.status).toBe('succeeded')
  const policy = await getToolPolicy.run(viewer, { ...at(), agentId })
  expect(policy.workspace.rules).toEqual([...askForShell, rule])
  expect(policy.agent?.rules).toEqual([{ tools: 'group:shell', effect: 'ask' }, rule])

  model.script([callsTools(shell('echo allowed twice')), says('Done.')])
  expect((await crew.run(tenant, threadId, await tenant.post(threadId, 'Again'))).status).toBe('succeeded')
  threadId = await tenant.createThread((await duplicateAgent.run(ann, { ...at(), agentId })).id)
  await untilAsked('echo allowed; curl evil')
})

test('other arguments than those that were allowed are not executed', async () => {
  await rules(...askForShell)
  const { runId, asked } = await untilAsked('echo harmless')
  await crew.sql.query(`update tool_calls set args = '{"command": "touch /workspace/harm"}' where run_id = $1`, [runId])
  await answerApproval.run(ann, { ...at(), approvalId: asked[0]?.id, answer: 'approve' })
  expect(await callOf(runId)).toMatchObject({
    status: 'refused',
    result: { text: expect.stringContaining('not the arguments that were approved') },
  })
})

test('a rule that has come meanwhile denies also what was allowed', async () => {
  await rules(...askForShell)
  const { runId, asked } = await untilAsked('echo hi')
  await rules({ tools: 'group:shell', effect: 'deny' })
  await answerApproval.run(ann, { ...at(), approvalId: asked[0]?.id, answer: 'approve' })
  expect(await callOf(runId)).toMatchObject({
    status: 'refused',
    result: { text: expect.stringContaining('The policy of the workspace does not allow') },
  })
  expect(await auditOf(runId)).toContain('tool-call.refused')
})

test('a run that waits is cancelled at once, asks nothing any more, and does nothing', async () => {
  await rules(...askForShell)
  const before = await crew.transcript(tenant, threadId)
  const { runId, asked } = await untilAsked('echo hi')
  const run = await cancelRun.run(tenant.principal, { ...at(), runId })
  expect(run).toMatchObject({ status: 'cancelled', steps: [{ toolCalls: [{ status: 'cancelled' }] }] })
  expect(await open()).toEqual([])
  await expect(answerApproval.run(ann, { ...at(), approvalId: asked[0]?.id, answer: 'approve' })).rejects.toMatchObject(
    {
      code: 'conflict',
    },
  )
  await crew.expectSameForReader(tenant, threadId, before)
})

test('nobody answers: the agent is told, and goes on', async () => {
  await rules(...askForShell)
  const { runId, asked } = await untilAsked('echo hi')
  await crew.sql.query(`update approvals set expires_at = now() where run_id = $1`, [runId])
  expect(await callOf(runId)).toMatchObject({
    status: 'refused',
    result: { text: expect.stringContaining('Nobody answered in time') },
  })
  expect(await getApproval.run(viewer, { ...at(), approvalId: asked[0]?.id })).toMatchObject({ status: 'expired' })
  await expect(answerApproval.run(ann, { ...at(), approvalId: asked[0]?.id, answer: 'approve' })).rejects.toMatchObject(
    {
      code: 'conflict',
    },
  )
  expect(await auditOf(runId)).toContain('approval.expired')
})

test('all workers are killed while it waits: the answer starts it on another one', async () => {
  await rules(...askForShell)
  const { runId, asked } = await untilAsked('echo after')
  await crew.killWorkers()
  await crew.startWorker()
  expect((await open()).map(({ id }) => id)).toEqual([asked[0]?.id])
  await answerApproval.run(ann, { ...at(), approvalId: asked[0]?.id, answer: 'approve' })
  expect((await callOf(runId))?.result?.text).toContain('after')
})

test('what a private thread asks is seen and answered by its creator alone', async () => {
  await rules(...askForShell)
  threadId = await tenant.createThread(agentId, { private: true })
  model.script([callsTools(shell('echo private')), says('Done.')])
  const runId = await tenant.post(threadId, 'Go')
  await crew.run(tenant, threadId, runId)
  expect(await open()).toEqual([])
  const [own] = (await listApprovals.run(tenant.principal, at())).items
  await expect(answerApproval.run(ann, { ...at(), approvalId: own?.id, answer: 'approve' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await answerApproval.run(tenant.principal, { ...at(), approvalId: own?.id, answer: 'approve' })
  expect((await callOf(runId))?.status).toBe('succeeded')
})

test('a model is offered what the rules let it call, and each tool tells the rule that decided', async () => {
  await rules({ tools: 'group:files', effect: 'deny' }, { tools: 'read_file', effect: 'auto' })
  await setAgentToolPolicy.run(admin, { ...at(), agentId, rules: [{ tools: 'risk:dangerous', effect: 'ask' }] })
  model.script([callsTools({ name: 'write_file', args: { path: 'a', content: 'b' } }), says('I see.')])
  const runId = await tenant.post(threadId, 'Go')
  expect(await callOf(runId)).toMatchObject({ status: 'refused' })
  const offered = model.requests.at(-1)?.json.tools.map((tool: { function: { name: string } }) => tool.function.name)
  expect(offered).toEqual(['shell', 'read_file'])
  expect(await auditOf(runId)).toContain('tool-call.refused')
  const { items } = await listTools.run(viewer, { ...at(), agentId })
  const effects = Object.fromEntries(
    items.map(({ name, effect, decidedBy }) => [name, [effect, decidedBy?.level, decidedBy?.rule.tools]]),
  )
  expect(effects).toMatchObject({
    shell: ['ask', 'agent', 'risk:dangerous'],
    read_file: ['auto', 'workspace', 'read_file'],
    write_file: ['deny', 'workspace', 'group:files'],
  })
})

test('who saves rules on top of somebody else’s save is told, and nothing is lost', async () => {
  await rules(...askForShell)
  const { workspace } = await getToolPolicy.run(viewer, at())
  await setWorkspaceToolPolicy.run(admin, { ...at(), rules: [], revision: workspace.revision })
  await expect(
    setWorkspaceToolPolicy.run(admin, { ...at(), rules: askForShell, revision: workspace.revision }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await expect(setWorkspaceToolPolicy.run(ann, { ...at(), rules: [] })).rejects.toMatchObject({ code: 'not_allowed' })
})
