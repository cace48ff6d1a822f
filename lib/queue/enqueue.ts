import { Queue } from 'bullmq'
import { type JobName, type JobPayload, jobs, QUEUE_NAME } from './catalog.ts'
import { redis } from './connection.ts'

// Next.js evaluates modules more than once in development; queues must not multiply with it.
const shared = globalThis as { crewhouseQueue?: Queue }

function queue(): Queue {
  if (!shared.crewhouseQueue) {
    shared.crewhouseQueue = new Queue(QUEUE_NAME, {
      connection: redis(),
      // A job that stays would block the next one with its id.
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    })
    // The connection reports its own errors and reconnects by itself.
    shared.crewhouseQueue.on('error', () => {})
  }
  return shared.crewhouseQueue
}

/**
 * Adds a job. Jobs only wake: one that is lost is made up for by the worker's reconciler, a doubled one finds nothing
 * to do.
 * @param id jobs with the same id that still wait are one job
 */
export async function enqueue<N extends JobName>(name: N, payload: JobPayload<N>, id: string): Promise<void> {
  await queue().add(name, jobs[name].parse(payload), { jobId: id })
}

/** Lets go of the queue; the connection is closed by its owner. */
export async function closeQueue(): Promise<void> {
  const open = shared.crewhouseQueue
  shared.crewhouseQueue = undefined
  await open?.close()
}
