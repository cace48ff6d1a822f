'use server'

import { runAction } from '#app/_server/action.ts'
import type { ForkInput } from '#components/trace/fork-dialog.tsx'
import { forkRun } from '#lib/traces/fork-run.ts'

/** Another run from a step of this one. */
export async function fork(input: ForkInput) {
  return runAction(forkRun, input)
}
