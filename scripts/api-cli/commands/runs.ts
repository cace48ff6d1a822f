import type { Call } from '../command.ts'
import { readConfig } from '../config.ts'
import { showRun } from '../show-run.ts'

/** Shows a run from where it is until it is over. */
export async function watchRun({ args: [runId = ''], json }: Call): Promise<number> {
  return showRun(readConfig(), runId, json)
}
