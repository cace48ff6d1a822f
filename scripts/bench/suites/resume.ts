import { setTimeout as delay } from 'node:timers/promises'
import type { BenchContext, BenchResult } from '../contract.ts'
import { percentile, timingHead, timingRow } from '../figures.ts'
import { type Product, startProduct } from '../product.ts'

export const name = 'resume'

const REPEATS = 30

/** A worker is killed in mid-stream; another one goes on: until the first new token is in the browser. */
export async function run(context: BenchContext): Promise<BenchResult> {
  const product = await startProduct(context, { workers: 2 })
  try {
    const agentId = await product.createAgent('Ada')
    const samples: number[] = []
    for (let index = 0; index < REPEATS; index++) {
      samples.push(await measure(product, agentId))
      context.say(`Kill ${index + 1} of ${REPEATS}: ${Math.round(samples.at(-1) ?? 0)} ms`)
    }
    return {
      figures: { resumeMsP50: percentile(samples, 0.5), resumeMsP95: percentile(samples, 0.95) },
      table: [timingHead, timingRow('kill -9 to the first new token', samples)],
    }
  } finally {
    await product.stop()
  }
}

async function measure(product: Product, agentId: string): Promise<number> {
  // The first attempt never ends by itself; the second one answers at once.
  const never = new Promise(() => {})
  product.model.script((request) =>
    request.index === 0 ? { parts: [{ text: ['first '] }, { waitFor: never }] } : { parts: [{ text: ['second '] }] },
  )
  const threadId = await product.createThread(agentId)
  const stream = await product.openStream([threadId])
  const first = stream.next((event) => event.type === 'text.delta')
  const runId = await product.post(threadId, 'hello')
  await first
  const victim = await workerOf(product, runId)
  // Anywhere between two heartbeats, as in life.
  await delay(Math.random() * 2000)
  const again = stream.next((event) => event.type === 'text.delta' && event.attempt > 1)
  const finished = stream.next((event) => event.type === 'run.finished')
  const killedAtMs = performance.now()
  await victim.part.kill()
  const { atMs } = await again
  await finished
  stream.close()
  product.workers.splice(product.workers.indexOf(victim), 1)
  await product.addWorker()
  return atMs - killedAtMs
}

async function workerOf(product: Product, runId: string) {
  const [row] = await product.query<{ internal_url: string }>(
    'select w.internal_url from runs r join workers w on w.id = r.worker_id where r.id = $1',
    [runId],
  )
  const worker = product.workers.find(({ url }) => url === row?.internal_url)
  if (!worker) throw new Error(`no worker runs ${runId}`)
  return worker
}
