import type { RunError } from '#lib/stream/events.ts'
import { STOPPED } from './schema.ts'

/** What is said of a run that a stop has ended. */
export function stoppedError(): RunError {
  return {
    code: STOPPED,
    message:
      'Somebody stopped the agent, its workspace or its organisation. The run goes on at this step once it is let go on.',
  }
}
