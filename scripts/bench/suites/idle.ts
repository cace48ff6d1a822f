import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { callsTools, tokens } from '#tests/support/fake-model.ts'
import { containerPssBytes, containersOf } from '../containers.ts'
import type { BenchContext, BenchResult } from '../contract.ts'
import { median } from '../figures.ts'
import { parentOf, pssOfTree, until } from '../processes.ts'
import { type Product, startProduct } from '../product.ts'

export const name = 'idle'

const DEFINED_AGENTS = 10_000
const WARM_AGENTS = 10
/** Until what start-up left behind is collected. */
const SETTLE_MS = 30_000
const STOP_AFTER_IDLE_S = 20
const MB = 1024 * 1024

/** Memory of the product when nothing happens: as a whole, for each agent that exists, and for each that is warm. */
export async function run(context: BenchContext): Promise<BenchResult> {
  const product = await startProduct(context)
  try {
    // Used once: every part of the product is loaded then.
    await converse(product, await product.createAgent('First', { idleSeconds: STOP_AFTER_IDLE_S }))
    const idle = await settled(context, product)
    await defineAgents(product)
    const withAgents = await settled(context, product)
    const warm = await warmAgents(context, product)
    const productMb = round(total(idle) / MB)
    const definedAgentKb = round((total(withAgents) - total(idle)) / 1024 / DEFINED_AGENTS)
    return {
      figures: { productMb, definedAgentKb, ...warm },
      table: [
        ['PSS', ''],
        ...Object.entries(idle).map(([part, bytes]) => [`${part}, MB`, `${round(bytes / MB)}`]),
        ['the idle product, MB', `${productMb}`],
        [`for each of ${DEFINED_AGENTS} agents, kB`, `${definedAgentKb}`],
        [`for each of ${WARM_AGENTS} warm agents: container and the worker's part, MB`, `${warm.warmAgentMb}`],
        ['containers that still run once they were idle', `${warm.runningAfterIdle}`],
      ],
    }
  } finally {
    await product.stop()
  }
}

type Memory = Record<'web' | 'worker' | 'postgres' | 'redis', number>

async function settled(context: BenchContext, product: Product): Promise<Memory> {
  await delay(SETTLE_MS, undefined, { signal: context.signal })
  const [{ pid: backend = 0 } = {}] = await product.query<{ pid: number }>('select pg_backend_pid() as pid')
  return {
    web: product.web.pssBytes(),
    worker: workerBytes(product),
    postgres: pssOfTree(parentOf(backend)),
    redis: pssOfTree(await redisPid(context.redisUrl)),
  }
}

function workerBytes(product: Product): number {
  return product.workers.reduce((sum, { part }) => sum + part.pssBytes(), 0)
}

async function redisPid(url: string): Promise<number> {
  const redis = new Redis(url)
  const info = await redis.info('server')
  redis.disconnect()
  return Number(/^process_id:(\d+)/m.exec(info)?.[1])
}

/** Ten thousand, as their rows, and then listed to the end, as a person with much patience would. */
async function defineAgents(product: Product): Promise<void> {
  await product.query(
    `insert into agents select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'name', 'Agent ' || n))).*
     from agents a, generate_series(1, $1) n where a.name = 'First'`,
    [DEFINED_AGENTS],
  )
  await product.query('analyze agents')
  let cursor: string | null = null
  do {
    const page: { nextCursor: string | null } = await product.get(
      `/agents?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    cursor = page.nextCursor
  } while (cursor)
}

/** What agents that have just used their containers cost beside the containers of nobody. */
async function warmAgents(context: BenchContext, product: Product) {
  const installation = context.env.CREWHOUSE_INSTALLATION ?? ''
  const before = workerBytes(product)
  for (let index = 0; index < WARM_AGENTS; index++) {
    await converse(product, await product.createAgent(`Warm ${index}`, { idleSeconds: STOP_AFTER_IDLE_S }))
  }
  const containers = await containersOf(installation)
  const sizes = await Promise.all(containers.map(containerPssBytes))
  const workerShare = Math.max(0, workerBytes(product) - before) / WARM_AGENTS
  const warmAgentMb = round((median(sizes) + workerShare) / MB)
  await until('idle containers are stopped', async () => (await containersOf(installation)).length === 0)
  return { warmAgentMb, runningAfterIdle: (await containersOf(installation)).length }
}

/** One turn with a command in the agent's container. */
async function converse(product: Product, agentId: string): Promise<void> {
  product.model.script(({ index }) =>
    index === 0 ? callsTools({ name: 'shell', args: { command: 'true' } }) : tokens(20),
  )
  const threadId = await product.createThread(agentId)
  const stream = await product.openStream([threadId])
  const finished = stream.next((event) => event.type === 'run.finished')
  await product.post(threadId, 'hello')
  await finished
  stream.close()
}

function total(memory: Memory): number {
  return Object.values(memory).reduce((sum, bytes) => sum + bytes, 0)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
