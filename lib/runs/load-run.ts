import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import type { RunView } from './schema.ts'
import { findRun, lockRun, type MessageRow, type RunRow, readThread } from './store.ts'
import { toRunView } from './views.ts'

export interface LoadedRun {
  run: RunRow
  message: MessageRow
  view: RunView
}

/** @throws AppError `not_found` */
export async function loadRun(tx: Tx, runId: string): Promise<LoadedRun> {
  return load(tx, await findRun(tx, runId))
}

/**
 * A run that is about to change: no claim, finish or other person changes it until the transaction ends.
 * @throws AppError `not_found`
 */
export async function loadRunForChange(tx: Tx, runId: string): Promise<LoadedRun> {
  return load(tx, await lockRun(tx, runId))
}

async function load(tx: Tx, run: RunRow | null): Promise<LoadedRun> {
  const rows = run && (await readThread(tx, run.thread_id, run.id))
  const message = rows?.messages[0]
  if (!run || !message || rows.isDeleted) throw notFound('The run')
  return { run, message, view: toRunView(run, rows) }
}
