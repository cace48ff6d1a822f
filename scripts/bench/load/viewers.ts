import { z } from 'zod'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { StreamReader } from '../stream-reader.ts'

/*
 * A process: browsers, each with one event stream that watches one thread. Told of them by its parent, it says 'watching',
 * and, once all of their runs are over, what it counted.
 */

const order = z.object({
  url: z.string(),
  tokenCount: z.number(),
  viewers: z.array(z.object({ threadId: z.string(), headers: z.record(z.string(), z.string()) })),
})

/** What all viewers together missed, saw twice, and how long tokens took. */
export interface Counted {
  lost: number
  doubled: number
  /** From the provider's socket to the viewer, of a sample of the tokens. */
  delaysMs: number[]
}

/** Of each token's delay one in so many is kept: the figures need no more. */
const SAMPLE_EVERY = 7

process.once('message', async (message) => {
  const { url, tokenCount, viewers } = order.parse(message)
  const counted: Counted = { lost: 0, doubled: 0, delaysMs: [] }
  const watches = await Promise.all(
    viewers.map(async ({ threadId, headers }) => {
      const stream = await StreamReader.open(url, headers, [threadId])
      return watch(stream, tokenCount, counted)
    }),
  )
  process.send?.('watching')
  await Promise.all(watches.map(({ over }) => over))
  process.send?.(counted, () => process.disconnect())
})

/** Counts a run's tokens until it is over. */
function watch(stream: StreamReader, tokenCount: number, counted: Counted): { over: Promise<void> } {
  let expected = 0
  const read = (event: ThreadEvent) => {
    const nowMs = Number(process.hrtime.bigint() / 10_000n) / 100
    if (event.type !== 'text.delta') return
    for (const [, number, sentAt] of event.text.matchAll(/(\d+)@([\d.]+) /g)) {
      const index = Number(number)
      if (index < expected) counted.doubled++
      else counted.lost += index - expected
      expected = Math.max(expected, index + 1)
      if (index % SAMPLE_EVERY === 0) counted.delaysMs.push(nowMs - Number(sentAt))
    }
  }
  const over = new Promise<void>((resolve, reject) => {
    stream.onBreak = reject
    stream.onEvent = (event) => {
      read(event)
      if (event.type !== 'run.finished') return
      counted.lost += tokenCount - expected
      stream.close()
      resolve()
    }
  })
  return { over }
}
