import type { JobName, JobPayload } from '#lib/queue/catalog.ts'
import type { ProcessorContext } from './processor-context.ts'
import { wakeRun } from './wake-run.ts'

/** One for every job of the catalog, or this does not compile. */
export const processors: {
  [N in JobName]: (payload: JobPayload<N>, context: ProcessorContext) => Promise<void>
} = {
  'run.wake': wakeRun,
}
