import type { FakeScript } from '#tests/support/fake-model.ts'
import { callsTools, tokens } from '#tests/support/fake-model.ts'
import type { BenchContext, BenchResult } from '../contract.ts'
import { type Product, startProduct } from '../product.ts'

export const name = 'turn'

const AGENTS = 16
const TURNS = 50
const WARM_UP_TURNS = 5

/** 16 agents with a thread each, all at once: turns per second and what a turn costs in CPU time. */
export async function run(context: BenchContext): Promise<BenchResult> {
  const product = await startProduct(context)
  try {
    const agents = await Promise.all(
      Array.from({ length: AGENTS }, (_, index) => product.createAgent(`Agent ${index}`)),
    )
    const hello = await helloBytes(product, agents[0] as string)
    await measure(product, agents, WARM_UP_TURNS, tokens(20))
    const plain = await measure(product, agents, TURNS, tokens(20))
    await measure(product, agents, 1, withTools)
    const tools = await measure(product, agents, TURNS, withTools)
    return {
      figures: {
        turnsPerS: plain.turnsPerS,
        cpuMsPerTurn: plain.cpuMsPerTurn,
        toolTurnsPerS: tools.turnsPerS,
        toolCpuMsPerTurn: tools.cpuMsPerTurn,
        helloBytes: hello,
      },
      table: [
        [`${AGENTS} agents, ${TURNS} turns each`, 'turns/s', 'CPU ms/turn (web and worker)'],
        ['20 tokens', `${plain.turnsPerS}`, `${plain.cpuMsPerTurn}`],
        ['one shell, one read_file, 20 tokens', `${tools.turnsPerS}`, `${tools.cpuMsPerTurn}`],
        ['bytes to the model for "hello"', `${hello}`, ''],
      ],
    }
  } finally {
    await product.stop()
  }
}

/** Each tool in a step of its own, then the answer: three calls of the model a turn. */
const withTools: FakeScript = ({ json }) => {
  const messages = json.messages as { role: string }[]
  const sinceAsked = messages.length - 1 - messages.findLastIndex(({ role }) => role === 'user')
  if (sinceAsked === 0) return callsTools({ name: 'shell', args: { command: 'echo hi | tee note.txt' } })
  if (sinceAsked === 2) return callsTools({ name: 'read_file', args: { path: 'note.txt' } })
  return tokens(20)
}

async function helloBytes(product: Product, agentId: string): Promise<number> {
  product.model.script(tokens(1))
  await converse(product, agentId, 1)
  return product.model.requests.find(({ operation }) => operation === 'generate')?.bytes ?? Number.NaN
}

async function measure(product: Product, agents: string[], turns: number, script: FakeScript) {
  product.model.script(script)
  const parts = [product.web, ...product.workers.map(({ part }) => part)]
  const cpuMs = () => parts.reduce((sum, part) => sum + part.cpuMs(), 0)
  const cpuBefore = cpuMs()
  const startedAt = performance.now()
  await Promise.all(agents.map((agentId) => converse(product, agentId, turns)))
  const count = agents.length * turns
  const round = (value: number) => Math.round(value * 10) / 10
  return {
    turnsPerS: round(count / ((performance.now() - startedAt) / 1000)),
    cpuMsPerTurn: round((cpuMs() - cpuBefore) / count),
  }
}

async function converse(product: Product, agentId: string, turns: number): Promise<void> {
  const threadId = await product.createThread(agentId)
  const stream = await product.openStream([threadId])
  for (let turn = 0; turn < turns; turn++) {
    const finished = stream.next((event) => event.type === 'run.finished')
    await product.post(threadId, 'hello')
    const { event } = await finished
    if (event.type !== 'run.finished' || event.status !== 'succeeded')
      throw new Error(`a turn ended as ${JSON.stringify(event)}`)
  }
  stream.close()
}
