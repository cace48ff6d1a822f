import type { JobPayload } from '#lib/queue/catalog.ts'
import type { ProcessorContext } from './processor-context.ts'

/** There may be something to claim. A worker without a free slot keeps the wake until it has one. */
export async function wakeRun(_: JobPayload<'run.wake'>, { slots }: ProcessorContext): Promise<void> {
  await slots.room()
  slots.wake()
}
