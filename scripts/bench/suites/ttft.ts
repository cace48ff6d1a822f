import { setTimeout as delay } from 'node:timers/promises'
import type { BenchContext, BenchResult } from '../contract.ts'
import { median, percentile, timingHead, timingRow } from '../figures.ts'
import { type Product, startProduct } from '../product.ts'

export const name = 'ttft'

const WARM_UP = 20
const REPEATS = 60
const MODEL_THINKS_MS = 30
const IDLE_REPEATS = 3
const IDLE_MS = 5 * 60_000

/** From posting a message to the first token at the browser's stream, less the model's own time. */
export async function run(context: BenchContext): Promise<BenchResult> {
  const product = await startProduct(context)
  try {
    const agentId = await product.createAgent('Ada')
    for (let index = 0; index < WARM_UP; index++) await measure(product, agentId)
    const samples: number[] = []
    for (let index = 0; index < REPEATS; index++) samples.push(await measure(product, agentId))
    const afterIdle: number[] = []
    for (let index = 0; index < IDLE_REPEATS; index++) {
      context.say(`Idle for five minutes (${index + 1} of ${IDLE_REPEATS})`)
      await delay(IDLE_MS, undefined, { signal: context.signal })
      afterIdle.push(await measure(product, agentId))
    }
    return {
      figures: {
        overheadMsP50: median(samples),
        overheadMsP95: percentile(samples, 0.95),
        afterIdleMsP50: median(afterIdle),
      },
      table: [
        timingHead,
        timingRow('overhead to the first token', samples),
        timingRow('after five idle minutes', afterIdle),
      ],
    }
  } finally {
    await product.stop()
  }
}

async function measure(product: Product, agentId: string): Promise<number> {
  const threadId = await product.createThread(agentId)
  const stream = await product.openStream([threadId])
  let modelMs = 0
  product.model.script(() => {
    const askedAtMs = performance.now()
    const thought = delay(MODEL_THINKS_MS).then(() => {
      modelMs = performance.now() - askedAtMs
    })
    return { parts: [{ waitFor: thought }, { text: ['Hello ', 'there'] }] }
  })
  const first = stream.next((event) => event.type === 'text.delta')
  const finished = stream.next((event) => event.type === 'run.finished')
  const postedAtMs = performance.now()
  await product.post(threadId, 'hello')
  const { atMs } = await first
  await finished
  stream.close()
  return atMs - postedAtMs - modelMs
}
