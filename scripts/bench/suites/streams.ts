import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { projectRoot } from '#scripts/services/folders.ts'
import type { BenchContext, BenchResult } from '../contract.ts'
import { median, percentile } from '../figures.ts'
import type { Counted } from '../load/viewers.ts'
import { type Product, startProduct } from '../product.ts'

export const name = 'streams'

const RUNS = 200
const VIEWERS_PER_RUN = 2
const TOKENS_PER_S = 50
const TOKENS = 20 * TOKENS_PER_S
/** One key holds no more event streams than this. */
const STREAMS_PER_KEY = 30
const MB = 1024 * 1024

/** 200 runs stream at once, each to two viewers: what is lost, what comes twice, and how late tokens come. */
export async function run(context: BenchContext): Promise<BenchResult> {
  const model = load('token-model', [`${TOKENS}`, `${1000 / TOKENS_PER_S}`])
  const modelUrl = await messageOf<string>(model)
  const env = { ...context.env, CREWHOUSE_CONCURRENCY: `${RUNS}` }
  const readers = Math.ceil((RUNS * VIEWERS_PER_RUN) / STREAMS_PER_KEY)
  const product = await startProduct({ ...context, env }, { modelUrl, readers })
  const viewers = load('viewers')
  try {
    const agentId = await product.createAgent('Ada')
    const threadIds: string[] = []
    for (let index = 0; index < RUNS; index++) threadIds.push(await product.createThread(agentId))
    const before = await watchAll(product, viewers, threadIds)
    const counted = messageOf<Counted>(viewers)
    for (const threadId of threadIds) await product.post(threadId, 'go')
    context.say('All runs are posted')
    const during = await usageWhile(product, counted, before)
    const { lost, doubled, delaysMs } = await counted
    const figures = {
      lost,
      doubled,
      delayMsP50: median(delaysMs),
      delayMsP95: percentile(delaysMs, 0.95),
      ...during,
    }
    return {
      figures,
      table: [
        [`${RUNS} runs, ${RUNS * VIEWERS_PER_RUN} viewers, ${TOKENS_PER_S} tokens/s each`, ''],
        ...Object.entries(figures).map(([what, value]) => [what, `${value}`]),
      ],
    }
  } finally {
    viewers.kill()
    model.kill()
    await product.stop()
  }
}

function load(file: string, args: string[] = []): ChildProcess {
  return fork(join(projectRoot, `scripts/bench/load/${file}.ts`), args)
}

/** @throws when the process ends without another word */
async function messageOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'disconnect').then(() => {
    throw new Error(`${child.spawnargs.at(-1)} ended early`)
  })
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T]
  return message
}

async function watchAll(product: Product, viewers: ChildProcess, threadIds: string[]) {
  const watching = messageOf<string>(viewers)
  viewers.send({
    url: product.streamUrl,
    tokenCount: TOKENS,
    viewers: Array.from({ length: RUNS * VIEWERS_PER_RUN }, (_, index) => ({
      threadId: threadIds[index % threadIds.length],
      headers: product.readers[Math.floor(index / STREAMS_PER_KEY)],
    })),
  })
  await watching
  return { webMs: product.web.cpuMs(), workerMs: workerOf(product).cpuMs(), atMs: performance.now() }
}

/** CPU of the whole time, in percent of one core, and the highest PSS that was seen. */
async function usageWhile(
  product: Product,
  over: Promise<unknown>,
  before: { webMs: number; workerMs: number; atMs: number },
) {
  const peak = { web: 0, worker: 0 }
  const look = () => {
    peak.web = Math.max(peak.web, product.web.pssBytes())
    peak.worker = Math.max(peak.worker, workerOf(product).pssBytes())
  }
  const timer = setInterval(look, 2000)
  await over
  clearInterval(timer)
  look()
  const percent = (ms: number) => Math.round((ms / (performance.now() - before.atMs)) * 100)
  return {
    webCpuPercent: percent(product.web.cpuMs() - before.webMs),
    workerCpuPercent: percent(workerOf(product).cpuMs() - before.workerMs),
    webPssMb: Math.round(peak.web / MB),
    workerPssMb: Math.round(peak.worker / MB),
  }
}

function workerOf(product: Product) {
  const [worker] = product.workers
  if (!worker) throw new Error('The worker did not start.')
  return worker.part
}
