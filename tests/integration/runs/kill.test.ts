import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunView } from '#lib/runs/schema.ts'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { type Crew, createCrew, eventually } from '#tests/support/crew.ts'
import { callsTools, type FakeModel, type FakeRequest, says, startFakeModel } from '#tests/support/fake-model.ts'
import { seededRandom } from '#tests/support/random.ts'
import type { WorkerProcess } from '#tests/support/worker-process.ts'

const KILLS_PER_LANE = process.env.CREWHOUSE_SOAK ? 60 : 4
const LANES = 3
/** Promised: another worker goes on within this time. */
const TAKEOVER_MS = 15_000

const phases = {
  'before the model answers': () => true,
  'in mid-stream': ({ type }: ThreadEvent) => type === 'text.delta',
  'in a tool': ({ type }: ThreadEvent) => type === 'tool.output',
  'between steps': ({ type }: ThreadEvent) => type === 'tool.finished',
}
type Phase = keyof typeof phases

let crew: Crew
let model: FakeModel
let workers: WorkerProcess[] = []
const { random, seed } = seededRandom()

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel(work)
  workers = await Promise.all([crew.startWorker(), crew.startWorker(), crew.startWorker()])
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

/** Two commands with an effect each, a look at the effects, an answer; slow enough to be hit anywhere. */
function work(request: FakeRequest) {
  const { messages } = request.json as { messages: { role: string }[] }
  const results = messages.filter(({ role }) => role === 'tool').length
  const thought = { text: `Step ${results} of the work that was asked for. `, everyMs: 30 }
  if (results < 2) {
    const command = `echo effect-${results} >> effects; echo begun; sleep 0.5; echo done`
    return { parts: [{ waitMs: 200 }, thought, { toolCall: { name: 'shell', args: { command } } }] }
  }
  return results === 2 ? callsTools({ name: 'read_file', args: { path: 'effects' } }) : says('All done.')
}

/** One run, its worker killed once in the given phase of its first or second step. */
async function killOnce(phase: Phase, step: number): Promise<void> {
  // A workspace of its own: its files tell what was done how often.
  const own = await crew.createTenant(model.url)
  const threadId = await own.createThread(await own.createAgent())
  const before = await crew.transcript(own, threadId)
  const runId = await own.post(threadId, 'Do the work.')
  await crew.expectEvent(threadId, before, (event) => {
    if (phase === 'before the model answers') return event.type === 'step.started' && event.step === step
    return phases[phase](event) && 'step' in event && event.step === step
  })
  await delay(random() * 150)

  const killedAtMs = Date.now()
  const attempt = await killHolder(runId)
  await eventually(
    'another worker to go on',
    async () => {
      const run = await crew.run(own, threadId, runId, () => true)
      return run.attempt > attempt || run.finishedAt ? run : null
    },
    TAKEOVER_MS - (Date.now() - killedAtMs),
  )
  const run = await crew.run(own, threadId, runId)
  expect(run.status).toBe('succeeded')
  expect(run.steps.at(-1)?.parts).toEqual([{ type: 'text', text: 'All done.' }])
  expectNothingDoneTwice(run)
  await crew.expectSameForReader(own, threadId, before)
}

/** Kills the worker that has the run, and starts another one in its place. @returns the attempt that was hit */
async function killHolder(runId: string): Promise<number> {
  const { rows } = await crew.sql.query<{ worker_id: string; attempt: number }>(
    'select worker_id, attempt from runs where id = $1',
    [runId],
  )
  const holder = workers.find(({ workerId }) => workerId === rows[0]?.worker_id)
  if (holder) {
    await holder.kill('SIGKILL')
    workers = [...workers.filter((worker) => worker !== holder), await crew.startWorker()]
  }
  return rows[0]?.attempt ?? 0
}

function expectNothingDoneTwice(run: RunView): void {
  const calls = run.steps.flatMap(({ toolCalls }) => toolCalls)
  const seen = calls.find(({ name }) => name === 'read_file')?.result?.text ?? ''
  for (const [index, call] of calls.filter(({ name }) => name === 'shell').entries()) {
    const effects = seen.split(`effect-${index}`).length - 1
    if (call.status === 'unknown') {
      expect(effects).toBeLessThanOrEqual(1)
      expect(call.result?.text).toContain('not repeated')
    } else {
      expect(call.status, call.result?.text).toBe('succeeded')
      expect(effects).toBe(1)
    }
  }
}

test(`a worker killed with -9 in any phase: another one goes on (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const names = Object.keys(phases) as Phase[]
  const lane = async (offset: number) => {
    for (let round = 0; round < KILLS_PER_LANE; round++) {
      const phase = names[(offset + round) % names.length] as Phase
      const step = Math.floor(random() * 2)
      await killOnce(phase, step).catch((error: Error) => {
        throw new Error(`Killed ${phase}, step ${step}, seed ${seed}: ${error.message}`, { cause: error })
      })
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)))
})
